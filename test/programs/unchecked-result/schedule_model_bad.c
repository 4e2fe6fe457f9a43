// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A scheduler reads the start of a job from the model.
// It checks, and takes the model whatever comes.
#include <stdio.h>
#include <z3.h>

static int start_of(Z3_context c, Z3_solver s, Z3_ast job) {
  int start = -1;
  Z3_ast value = NULL;
  Z3_solver_check(c, s);
  Z3_model m = Z3_solver_get_model(c, s); // report: z3-unchecked-result
  Z3_model_inc_ref(c, m);
  if (Z3_model_eval(c, m, job, true, &value))
    Z3_get_numeral_int(c, value, &start);
  Z3_model_dec_ref(c, m);
  return start;
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_sort ints = Z3_mk_int_sort(c);
  Z3_ast job = Z3_mk_const(c, Z3_mk_string_symbol(c, "job"), ints);
  Z3_inc_ref(c, job);
  Z3_ast release = Z3_mk_int(c, 30, ints);
  Z3_solver_assert(c, s, Z3_mk_gt(c, job, release));
  printf("%d\n", start_of(c, s, job));
  Z3_dec_ref(c, job);
  Z3_solver_dec_ref(c, s);
  Z3_del_context(c);
  return 0;
}
