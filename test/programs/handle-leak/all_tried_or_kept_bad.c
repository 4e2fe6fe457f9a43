// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A portfolio tries strategies until one decides, and keeps that one's result.
// Behind the loop the result is given back for the first strategy only.
#include <stdio.h>
#include <z3.h>

static unsigned decide(Z3_context c, Z3_goal goal, const char *const *names,
                       int n) {
  Z3_apply_result kept = NULL;
  unsigned parts = 0;
  int i;
  for (i = 0; i < n; i++) {
    Z3_tactic t = Z3_mk_tactic(c, names[i]);
    Z3_tactic_inc_ref(c, t);
    Z3_apply_result r = Z3_tactic_apply(c, t, goal); // report: z3-handle-leak leak; trace: leak
    Z3_apply_result_inc_ref(c, r);
    Z3_tactic_dec_ref(c, t);
    if (Z3_apply_result_get_num_subgoals(c, r) < 3) {
      kept = r;
      break;
    }
    Z3_apply_result_dec_ref(c, r);
  }
  if (i == n)
    return 0;
  parts = Z3_apply_result_get_num_subgoals(c, kept);
  if (i != 0)
    Z3_apply_result_dec_ref(c, kept);
  return parts;
}

int main(int argc, char **argv) {
  (void)argv;
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  const char *const names[] = {"simplify", "propagate-values"};
  Z3_goal goal = Z3_mk_goal(c, true, false, false);
  Z3_goal_inc_ref(c, goal);
  printf("%u\n", decide(c, goal, names, argc > 1 ? 0 : 2));
  Z3_goal_dec_ref(c, goal);
  Z3_del_context(c);
  return 0;
}
