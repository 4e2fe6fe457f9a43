// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A bounded model checker hands the counterexample of a step to who prints it.
// Who prints it gives it back.
#include <stdio.h>
#include <z3.h>

Z3_model counterexample(Z3_context c, Z3_solver s) {
  if (Z3_solver_check(c, s) != Z3_L_TRUE)
    return NULL;
  Z3_model m = Z3_solver_get_model(c, s);
  Z3_model_inc_ref(c, m);
  Z3_stats figures = Z3_solver_get_statistics(c, s);
  Z3_stats_inc_ref(c, figures);
  printf("figures: %s\n", Z3_stats_size(c, figures) ? "yes" : "none");
  fflush(stdout);
  Z3_stats_dec_ref(c, figures);
  return m;
}

static void print_step(Z3_context c, Z3_solver s) {
  Z3_model m = counterexample(c, s);
  if (!m)
    return;
  printf("decided: %u\n", Z3_model_get_num_consts(c, m));
  Z3_model_dec_ref(c, m);
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_sort integer = Z3_mk_int_sort(c);
  Z3_ast depth = Z3_mk_const(c, Z3_mk_string_symbol(c, "depth"), integer);
  Z3_inc_ref(c, depth);
  Z3_ast seven = Z3_mk_int(c, 7, integer);
  Z3_inc_ref(c, seven);
  Z3_solver_assert(c, s, Z3_mk_gt(c, depth, seven));
  Z3_dec_ref(c, seven);
  Z3_dec_ref(c, depth);
  print_step(c, s);
  Z3_solver_dec_ref(c, s);
  Z3_del_context(c);
  return 0;
}
