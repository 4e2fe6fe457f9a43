// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A test generator prints an input for each branch that can be taken.
// Every answer but no is taken for yes; a check that was given up has no input.
// With no error handler the caller gets NULL, so that a run shows nothing.
#include <stdio.h>
#include <z3.h>

static int input_for(Z3_context c, Z3_solver s, Z3_ast branch, Z3_ast input) {
  int found = -1;
  Z3_ast value = NULL;
  Z3_solver_push(c, s);
  Z3_solver_assert(c, s, branch);
  Z3_lbool answer = Z3_solver_check(c, s);
  if (answer != Z3_L_FALSE) {
    Z3_model m = Z3_solver_get_model(c, s); // report: z3-unchecked-result
    Z3_model_inc_ref(c, m);
    if (Z3_model_eval(c, m, input, true, &value))
      Z3_get_numeral_int(c, value, &found);
    Z3_model_dec_ref(c, m);
  }
  Z3_solver_pop(c, s, 1);
  return found;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_sort integer = Z3_mk_int_sort(c);
  Z3_ast x = Z3_mk_const(c, Z3_mk_string_symbol(c, "x"), integer);
  Z3_inc_ref(c, x);
  Z3_ast five = Z3_mk_int(c, 5, integer);
  Z3_inc_ref(c, five);
  Z3_ast branch = Z3_mk_gt(c, x, five);
  Z3_inc_ref(c, branch);
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  printf("input %d\n", input_for(c, s, branch, x) > 5);
  Z3_solver_dec_ref(c, s);
  Z3_dec_ref(c, branch);
  Z3_dec_ref(c, five);
  Z3_dec_ref(c, x);
  Z3_del_context(c);
  return 0;
}
