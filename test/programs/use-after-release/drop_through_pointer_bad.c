// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A bounded model checker drops its handles through a helper that takes the
// handle's address. The helper leaves the old value behind it, so the test at
// the end of the run releases the goal a second time.
#include <stdio.h>
#include <z3.h>

static void drop_goal(Z3_context c, Z3_goal *slot) {
  Z3_goal_dec_ref(c, *slot);
}

static unsigned clauses_of(Z3_context c, Z3_goal g) {
  Z3_tactic t = Z3_mk_tactic(c, "simplify");
  Z3_tactic_inc_ref(c, t);
  Z3_apply_result r = Z3_tactic_apply(c, t, g);
  Z3_apply_result_inc_ref(c, r);
  unsigned n = Z3_apply_result_get_num_subgoals(c, r);
  Z3_apply_result_dec_ref(c, r);
  Z3_tactic_dec_ref(c, t);
  return n;
}

static void run(Z3_context c, Z3_ast property, int early) {
  Z3_goal g = Z3_mk_goal(c, false, false, false);
  Z3_goal_inc_ref(c, g);
  Z3_goal_assert(c, g, property);
  printf("subgoals: %u\n", clauses_of(c, g));
  if (early)
    drop_goal(c, &g);
  printf("depth 1 done\n");
  if (g)
    Z3_goal_dec_ref(c, g); // report: z3-use-after-release; trace: release-after-release
}

int main(int argc, char **argv) {
  (void)argv;
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_ast p = Z3_mk_const(c, Z3_mk_string_symbol(c, "safe"), Z3_mk_bool_sort(c));
  Z3_inc_ref(c, p);
  run(c, p, argc == 1);
  Z3_dec_ref(c, p);
  Z3_del_context(c);
  return 0;
}
