// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A verifier takes a new solver for its second theory, in the same variable.
// Only the first solver's scopes are counted: the variable is not set anew.
#include <stdio.h>
#include <z3.h>

static Z3_solver solver_for(Z3_context c, const char *logic, unsigned scopes) {
  Z3_solver s = Z3_mk_solver_for_logic(c, Z3_mk_string_symbol(c, logic));
  Z3_solver_inc_ref(c, s);
  while (scopes-- > 0)
    Z3_solver_push(c, s);
  return s;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);

  Z3_solver s = solver_for(c, "QF_BV", 1);
  printf("bit vectors: %u\n", Z3_solver_get_num_scopes(c, s));
  fflush(stdout);
  Z3_solver_dec_ref(c, s);
  Z3_solver next = solver_for(c, "QF_LIA", 2);
  printf("integers: %u\n", Z3_solver_get_num_scopes(c, s)); // report: z3-use-after-release; trace: use-after-release
  Z3_solver_dec_ref(c, next);

  Z3_del_context(c);
  return 0;
}
