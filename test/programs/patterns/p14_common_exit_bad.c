// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A planner has one way out, a label; the model is there or NULL.
// The model is asked for after every check but a refuted one: an aborted check
// promises none. With no error handler the caller gets NULL, so that no call
// misuses a handle and a run shows nothing: what is missed is the plan.
#include <stdio.h>
#include <z3.h>

static int plan(Z3_context c, Z3_ast goal, Z3_ast cost, unsigned limit) {
  int found = -1;
  Z3_model m = NULL;
  Z3_ast value = NULL;
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_params p = Z3_mk_params(c);
  Z3_params_inc_ref(c, p);
  Z3_params_set_uint(c, p, Z3_mk_string_symbol(c, "rlimit"), limit);
  Z3_solver_set_params(c, s, p);
  Z3_params_dec_ref(c, p);
  Z3_solver_assert(c, s, goal);
  if (Z3_solver_check(c, s) == Z3_L_FALSE)
    goto out;
  m = Z3_solver_get_model(c, s); // report: z3-unchecked-result
  Z3_model_inc_ref(c, m);
  if (m && Z3_model_eval(c, m, cost, true, &value))
    Z3_get_numeral_int(c, value, &found);
out:
  if (m)
    Z3_model_dec_ref(c, m);
  Z3_solver_dec_ref(c, s);
  return found;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_set_error_handler(c, NULL);
  Z3_sort word = Z3_mk_bv_sort(c, 64);
  Z3_ast cost = Z3_mk_const(c, Z3_mk_string_symbol(c, "cost"), word);
  Z3_inc_ref(c, cost);
  Z3_ast other = Z3_mk_const(c, Z3_mk_string_symbol(c, "other"), word);
  Z3_inc_ref(c, other);
  Z3_ast product = Z3_mk_bvmul(c, cost, other);
  Z3_inc_ref(c, product);
  Z3_ast wanted = Z3_mk_numeral(c, "1000000016000000063", word);
  Z3_inc_ref(c, wanted);
  Z3_ast goal = Z3_mk_eq(c, product, wanted);
  Z3_inc_ref(c, goal);
  printf("cost %d\n", plan(c, goal, cost, 10));
  Z3_dec_ref(c, goal);
  Z3_dec_ref(c, wanted);
  Z3_dec_ref(c, product);
  Z3_dec_ref(c, other);
  Z3_dec_ref(c, cost);
  Z3_del_context(c);
  return 0;
}
