// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Fields that constructors retain and the destructor releases.
// run: --checks=-*,z3-use-raii
// prints: 1 1
#include <cstdio>
#include <z3.h>

static Z3_solver makeSolver(Z3_context c) {
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  return s;
}

// All of them, with the context that they are in.
class Session {
  Z3_context c; // warn: 'c', 's', 'p' are counted by hand; z3raii handles do it
  Z3_solver s;
  Z3_ast p = nullptr;
  // fix: z3raii::context c;
  // fix: z3raii::solver s;
  // fix: z3raii::ast p;

public:
  Session() {
    Z3_config config = Z3_mk_config();
    c = Z3_mk_context_rc(config);
    Z3_del_config(config);
    s = makeSolver(c);
    p = Z3_mk_const(c, Z3_mk_string_symbol(c, "p"), Z3_mk_bool_sort(c));
    Z3_inc_ref(c, p);
    // fix: c = z3raii::context::adopt(Z3_mk_context_rc(config));
    // fix: s = z3raii::solver::adopt(c, makeSolver(c));
    // fix: p = z3raii::ast::share(c, Z3_mk_const(c, Z3_mk_string_symbol(c, "p"), Z3_mk_bool_sort(c)));
  }
  Session(const Session &) = delete;
  Session &operator=(const Session &) = delete;
  ~Session() {
    Z3_dec_ref(c, p);
    Z3_solver_dec_ref(c, s);
    Z3_del_context(c);
  }
  // fix: ~Session() = default;
  bool ask() {
    Z3_solver_assert(c, s, p);
    return Z3_solver_check(c, s) == Z3_L_TRUE;
  }
};

// It may be copied, and has no word to say about that.
class CopiedOk {
  Z3_context c;
  Z3_solver s;

public:
  explicit CopiedOk(Z3_context c) : c(c), s(makeSolver(c)) {}
  ~CopiedOk() { Z3_solver_dec_ref(c, s); }
  unsigned scopes() const { return Z3_solver_get_num_scopes(c, s); }
};

// It hands out the raw handle.
class LendingOk {
  Z3_context c;
  Z3_solver s;

public:
  explicit LendingOk(Z3_context c) : c(c), s(makeSolver(c)) {}
  LendingOk(const LendingOk &) = delete;
  LendingOk &operator=(const LendingOk &) = delete;
  ~LendingOk() { Z3_solver_dec_ref(c, s); }
  Z3_solver get() const { return s; }
  unsigned scopes() const { return Z3_solver_get_num_scopes(c, s); }
};

// One that is made anew later.
class ResetOk {
  Z3_context c;
  Z3_solver s;

public:
  explicit ResetOk(Z3_context c) : c(c), s(makeSolver(c)) {}
  ResetOk(const ResetOk &) = delete;
  ResetOk &operator=(const ResetOk &) = delete;
  ~ResetOk() { Z3_solver_dec_ref(c, s); }
  void reset() {
    Z3_solver_dec_ref(c, s);
    s = makeSolver(c);
  }
};

// The context would be named by nobody any more.
class OnlyOk {
  Z3_context c;
  Z3_solver s;

public:
  explicit OnlyOk(Z3_context c) : c(c), s(makeSolver(c)) {}
  OnlyOk(const OnlyOk &) = delete;
  OnlyOk &operator=(const OnlyOk &) = delete;
  ~OnlyOk() { Z3_solver_dec_ref(c, s); }
};

int main() {
  Session first, second;
  std::printf("%d %d\n", first.ask(), second.ask());
}
