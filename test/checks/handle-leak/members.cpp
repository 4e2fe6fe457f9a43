// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-handle-leak
// What a constructor loses when it throws: the field becomes a z3raii handle, if
// the class counts it in the constructor and the destructor only.
#include <stdexcept>
#include <z3++.h>

class SearchBad {
  z3::context &Ctx;
  Z3_solver S;
  // fix: z3raii::solver S;

public:
  // fix: SearchBad(z3::context &C, int Limit) : Ctx(C), S(z3raii::solver::share(C, Z3_mk_solver(C))) {
  // fix: if (Limit < 0)
  SearchBad(z3::context &C, int Limit) : Ctx(C), S(Z3_mk_solver(C)) { // warn: is lost
    Z3_solver_inc_ref(Ctx, S);
    if (Limit < 0)
      throw std::out_of_range("limit");
  }
  SearchBad(const SearchBad &) = delete;
  SearchBad &operator=(const SearchBad &) = delete;
  ~SearchBad() { Z3_solver_dec_ref(Ctx, S); }
  // fix: ~SearchBad() = default;
  bool ask(const z3::expr &F) {
    Z3_solver_assert(Ctx, S, F);
    return Z3_solver_check(Ctx, S) == Z3_L_TRUE;
  }
};

// It is replaced, too.
class ReplacedBad {
  z3::context &Ctx;
  Z3_solver S;

public:
  ReplacedBad(z3::context &C, int Limit) : Ctx(C), S(Z3_mk_solver(C)) { // warn-nofix: is lost
    Z3_solver_inc_ref(Ctx, S);
    if (Limit < 0)
      throw std::out_of_range("limit");
  }
  ReplacedBad(const ReplacedBad &) = delete;
  ReplacedBad &operator=(const ReplacedBad &) = delete;
  ~ReplacedBad() { Z3_solver_dec_ref(Ctx, S); }
  void restart() {
    Z3_solver_dec_ref(Ctx, S);
    S = Z3_mk_solver(Ctx);
    Z3_solver_inc_ref(Ctx, S);
  }
};

// The destructor deletes the context before the fields end.
class WholeBad {
  Z3_context Ctx;
  Z3_solver S;

public:
  WholeBad(Z3_context C, int Limit) : Ctx(C), S(Z3_mk_solver(C)) { // warn-nofix: is lost
    Z3_solver_inc_ref(Ctx, S);
    if (Limit < 0)
      throw std::out_of_range("limit");
  }
  WholeBad(const WholeBad &) = delete;
  WholeBad &operator=(const WholeBad &) = delete;
  ~WholeBad() {
    Z3_solver_dec_ref(Ctx, S);
    Z3_del_context(Ctx);
  }
};

class OwnedOk {
  z3::solver S;

public:
  OwnedOk(z3::context &C, int Limit) : S(C) {
    if (Limit < 0)
      throw std::out_of_range("limit");
  }
};
