// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A translator of index expressions builds "0 <= i and i < n" for each access.
// Both bounds are held by an owner.
#include <cstdio>
#include <utility>
#include <vector>
#include <z3.h>

namespace {

class Held {
  Z3_context Ctx;
  Z3_ast Term;

public:
  Held(Z3_context C, Z3_ast T) : Ctx(C), Term(T) { Z3_inc_ref(Ctx, Term); }
  Held(const Held &) = delete;
  Held &operator=(const Held &) = delete;
  ~Held() { Z3_dec_ref(Ctx, Term); }
  operator Z3_ast() const { return Term; }
};

struct Access {
  const char *Index;
  int Size;
};

class BoundsChecker {
  Z3_context Ctx;
  Z3_solver Solver;

public:
  explicit BoundsChecker(Z3_context C) : Ctx(C), Solver(Z3_mk_simple_solver(C)) {
    Z3_solver_inc_ref(Ctx, Solver);
  }
  BoundsChecker(const BoundsChecker &) = delete;
  BoundsChecker &operator=(const BoundsChecker &) = delete;
  ~BoundsChecker() { Z3_solver_dec_ref(Ctx, Solver); }

  bool mayFail(const Access &A) {
    Z3_sort Int = Z3_mk_int_sort(Ctx);
    Held Index(Ctx, Z3_mk_const(Ctx, Z3_mk_string_symbol(Ctx, A.Index), Int));
    Held Zero(Ctx, Z3_mk_int(Ctx, 0, Int));
    Held Size(Ctx, Z3_mk_int(Ctx, A.Size, Int));
    Held Low(Ctx, Z3_mk_le(Ctx, Zero, Index)), High(Ctx, Z3_mk_lt(Ctx, Index, Size));
    Z3_ast Bounds[] = {Low, High};
    Held Inside(Ctx, Z3_mk_and(Ctx, 2, Bounds));
    Z3_solver_push(Ctx, Solver);
    Z3_solver_assert(Ctx, Solver, Z3_mk_not(Ctx, Inside));
    bool Fails = Z3_solver_check(Ctx, Solver) != Z3_L_FALSE;
    Z3_solver_pop(Ctx, Solver, 1);
    return Fails;
  }
};

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  {
    BoundsChecker B(C);
    for (const Access &A : {Access{"i", 10}, Access{"j", 20}})
      std::printf("%s: %d\n", A.Index, B.mayFail(A));
  }
  Z3_del_context(C);
  return 0;
}
