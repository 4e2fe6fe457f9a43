// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A solver service opens a context and a solver in one call.
// The solver is asked for the answer, then given back.
#include <cstdio>
#include <utility>
#include <z3.h>

static std::pair<Z3_context, Z3_solver> open() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  Z3_solver S = Z3_mk_simple_solver(C);
  Z3_solver_inc_ref(C, S);
  return {C, S};
}

static void limit(Z3_context C, Z3_solver S, unsigned Milliseconds) {
  Z3_params P = Z3_mk_params(C);
  Z3_params_inc_ref(C, P);
  Z3_params_set_uint(C, P, Z3_mk_string_symbol(C, "timeout"), Milliseconds);
  Z3_solver_set_params(C, S, P);
  Z3_params_dec_ref(C, P);
}

int main() {
  auto [C, Solver] = open();
  limit(C, Solver, 1000);
  Z3_ast Ready =
      Z3_mk_const(C, Z3_mk_string_symbol(C, "ready"), Z3_mk_bool_sort(C));
  Z3_inc_ref(C, Ready);
  Z3_solver_assert(C, Solver, Ready);
  Z3_lbool Answer = Z3_solver_check(C, Solver);
  Z3_solver_dec_ref(C, Solver);
  std::printf("answer: %d\n", Answer);
  Z3_dec_ref(C, Ready);
  Z3_del_context(C);
  return 0;
}
