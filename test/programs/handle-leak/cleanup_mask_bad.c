// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One label cleans up what a mask says is there. The bit of the optimizer is
// never set.
#include <stdio.h>
#include <z3.h>

#define HAVE_GOAL 1u
#define HAVE_OPTIMIZER 2u
#define HAVE_MODEL 4u

static int cheapest(Z3_context c, int limit) {
  unsigned done = 0;
  int best = -1;
  Z3_ast cost, bound;
  Z3_optimize opt;
  Z3_model m;

  cost = Z3_mk_const(c, Z3_mk_string_symbol(c, "cost"), Z3_mk_int_sort(c));
  Z3_inc_ref(c, cost);
  done |= HAVE_GOAL;
  if (limit < 0)
    goto cleanup;
  opt = Z3_mk_optimize(c); // report: z3-handle-leak leak; trace: leak
  Z3_optimize_inc_ref(c, opt);
  bound = Z3_mk_gt(c, cost, Z3_mk_int(c, limit, Z3_mk_int_sort(c)));
  Z3_optimize_assert(c, opt, bound);
  Z3_optimize_minimize(c, opt, cost);
  if (Z3_optimize_check(c, opt, 0, NULL) != Z3_L_TRUE)
    goto cleanup;
  m = Z3_optimize_get_model(c, opt);
  Z3_model_inc_ref(c, m);
  done |= HAVE_MODEL;
  best = (int)Z3_model_get_num_consts(c, m);

cleanup:
  if (done & HAVE_MODEL)
    Z3_model_dec_ref(c, m);
  if (done & HAVE_OPTIMIZER)
    Z3_optimize_dec_ref(c, opt);
  if (done & HAVE_GOAL)
    Z3_dec_ref(c, cost);
  return best;
}

int main(int argc, char **argv) {
  (void)argv;
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  printf("%d %d\n", cheapest(c, argc), cheapest(c, -argc));
  Z3_del_context(c);
  return 0;
}
