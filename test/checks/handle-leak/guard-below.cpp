// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-handle-leak
// A guard releases the handle, and a way out stands before it: the release is
// put there, and not behind the guard.

#include <cstdio>
#include <z3.h>

template <typename F> struct AtExit {
  F Action;
  explicit AtExit(F A) : Action(A) {}
  AtExit(const AtExit &) = delete;
  ~AtExit() { Action(); }
};

static int proveBad(Z3_context C, Z3_ast Claim, bool Trivial) {
  Z3_solver S = Z3_mk_simple_solver(C); // warn: 'S' (a Z3 solver) is lost on a way out
  Z3_solver_inc_ref(C, S);
  if (Trivial)
    return 1;
  // fix: if (Trivial) {
  // fix: Z3_solver_dec_ref(C, S);
  // fix: return 1;
  AtExit Done([&] { Z3_solver_dec_ref(C, S); });
  Z3_solver_assert(C, S, Claim);
  return Z3_solver_check(C, S) == Z3_L_TRUE;
}

static int proveOk(Z3_context C, Z3_ast Claim, bool Trivial) {
  Z3_solver S = Z3_mk_simple_solver(C);
  Z3_solver_inc_ref(C, S);
  AtExit Done([&] { Z3_solver_dec_ref(C, S); });
  if (Trivial)
    return 1;
  Z3_solver_assert(C, S, Claim);
  return Z3_solver_check(C, S) == Z3_L_TRUE;
}

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  Z3_ast Claim = Z3_mk_true(C);
  Z3_inc_ref(C, Claim);
  std::printf("%d %d %d\n", proveBad(C, Claim, true), proveBad(C, Claim, false),
              proveOk(C, Claim, true));
  Z3_dec_ref(C, Claim);
  Z3_del_context(C);
  return 0;
}
// prints: 1 1 1
