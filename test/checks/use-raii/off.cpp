// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A pattern does not turn the modernizer on.
// run: --checks=-*,z3-*
#include <z3.h>

int askOk(Z3_context c, Z3_ast goal) {
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_solver_assert(c, s, goal);
  int possible = Z3_solver_check(c, s) == Z3_L_TRUE;
  Z3_solver_dec_ref(c, s);
  return possible;
}
