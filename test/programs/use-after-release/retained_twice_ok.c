// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A solver service and its log each hold a reference to the model.
// The service gives back its own reference, the log reads with its own.
#include <stdio.h>
#include <z3.h>

static Z3_lbool solve(Z3_context c, Z3_ast claim, Z3_model *model) {
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_solver_assert(c, s, claim);
  Z3_lbool r = Z3_solver_check(c, s);
  *model = NULL;
  if (r == Z3_L_TRUE) {
    *model = Z3_solver_get_model(c, s);
    Z3_model_inc_ref(c, *model);
  }
  Z3_stats figures = Z3_solver_get_statistics(c, s);
  Z3_stats_inc_ref(c, figures);
  printf("figures: %s\n", Z3_stats_size(c, figures) ? "some" : "none");
  Z3_stats_dec_ref(c, figures);
  Z3_solver_dec_ref(c, s);
  return r;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_ast claim =
      Z3_mk_const(c, Z3_mk_string_symbol(c, "claim"), Z3_mk_bool_sort(c));
  Z3_inc_ref(c, claim);

  Z3_model model = NULL;
  if (solve(c, claim, &model) == Z3_L_TRUE) {
    Z3_model logged = model;
    Z3_model_inc_ref(c, logged); /* the log's own reference */
    puts("sat");
    fflush(stdout);
    Z3_model_dec_ref(c, model);
    printf("log: %u constants\n", Z3_model_get_num_consts(c, logged));
    Z3_model_dec_ref(c, logged);
  }

  Z3_dec_ref(c, claim);
  Z3_del_context(c);
  return 0;
}
