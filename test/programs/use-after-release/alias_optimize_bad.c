// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A planner keeps the optimizer that it answers with under a second name.
// It gives the optimizer back under one name and asks it under the other.
#include <stdio.h>
#include <z3.h>

static Z3_optimize open_optimizer(Z3_context c) {
  Z3_optimize o = Z3_mk_optimize(c);
  Z3_optimize_inc_ref(c, o);
  return o;
}

static void limit(Z3_context c, Z3_optimize o, Z3_ast value, int low,
                  int high) {
  Z3_sort integer = Z3_mk_int_sort(c);
  Z3_ast bound = Z3_mk_int(c, low, integer);
  Z3_inc_ref(c, bound);
  Z3_optimize_assert(c, o, Z3_mk_ge(c, value, bound));
  Z3_dec_ref(c, bound);
  bound = Z3_mk_int(c, high, integer);
  Z3_inc_ref(c, bound);
  Z3_optimize_assert(c, o, Z3_mk_le(c, value, bound));
  Z3_dec_ref(c, bound);
}

static void plan(Z3_context c, Z3_ast cost, int verbose) {
  Z3_optimize primary = open_optimizer(c);
  Z3_optimize answering = primary;
  limit(c, primary, cost, 3, 40);
  Z3_optimize_minimize(c, primary, cost);
  Z3_lbool r = Z3_optimize_check(c, primary, 0, NULL);
  if (verbose) {
    Z3_stats figures = Z3_optimize_get_statistics(c, primary);
    Z3_stats_inc_ref(c, figures);
    printf("figures: %s\n", Z3_stats_size(c, figures) ? "yes" : "none");
    Z3_stats_dec_ref(c, figures);
  }
  printf("plan: %s\n", r == Z3_L_TRUE ? "found" : "none");
  fflush(stdout);
  Z3_optimize_dec_ref(c, primary);
  if (r == Z3_L_TRUE) {
    Z3_model m = Z3_optimize_get_model(c, answering); // report: z3-use-after-release; trace: use-after-release
    Z3_model_inc_ref(c, m);
    printf("decided: %u\n", Z3_model_get_num_consts(c, m));
    Z3_model_dec_ref(c, m);
  }
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_ast cost =
      Z3_mk_const(c, Z3_mk_string_symbol(c, "cost"), Z3_mk_int_sort(c));
  Z3_inc_ref(c, cost);
  plan(c, cost, 1);
  Z3_dec_ref(c, cost);
  Z3_del_context(c);
  return 0;
}
