// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A factory of solvers sets a time limit through a parameter set.
// The set is never retained, and making the solver frees it before it is used.
#include <stdio.h>
#include <z3.h>

static Z3_solver limited(Z3_context c, unsigned milliseconds) {
  Z3_params p = Z3_mk_params(c);
  Z3_params_set_uint(c, p, Z3_mk_string_symbol(c, "timeout"), milliseconds);
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_solver_set_params(c, s, p); // report: z3-unprotected-handle; trace: unprotected-use
  return s;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_ast p = Z3_mk_const(c, Z3_mk_string_symbol(c, "p"), Z3_mk_bool_sort(c));
  Z3_inc_ref(c, p);
  Z3_solver s = limited(c, 5000);
  Z3_solver_assert(c, s, p);
  printf("answer %d\n", (int)Z3_solver_check(c, s));
  Z3_solver_dec_ref(c, s);
  Z3_dec_ref(c, p);
  Z3_del_context(c);
  return 0;
}
