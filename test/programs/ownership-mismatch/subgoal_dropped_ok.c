// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A preprocessor splits a goal and keeps what is not decided yet.
// It takes a reference to each subgoal and gives it back.
#include <stdio.h>
#include <z3.h>

static unsigned undecided(Z3_context c, Z3_apply_result r) {
  unsigned open = 0, n = Z3_apply_result_get_num_subgoals(c, r);
  for (unsigned i = 0; i < n; i++) {
    Z3_goal g = Z3_apply_result_get_subgoal(c, r, i);
    Z3_goal_inc_ref(c, g);
    if (!Z3_goal_is_decided_sat(c, g) && !Z3_goal_is_decided_unsat(c, g))
      open++;
    Z3_goal_dec_ref(c, g);
  }
  return open;
}

static unsigned split(Z3_context c, Z3_goal goal) {
  Z3_tactic cases = Z3_mk_tactic(c, "split-clause");
  Z3_tactic_inc_ref(c, cases);
  Z3_apply_result r = Z3_tactic_apply(c, cases, goal);
  Z3_apply_result_inc_ref(c, r);
  unsigned open = undecided(c, r);
  Z3_apply_result_dec_ref(c, r);
  Z3_tactic_dec_ref(c, cases);
  return open;
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  Z3_sort boolean = Z3_mk_bool_sort(c);
  Z3_ast either[2];
  either[0] = Z3_mk_const(c, Z3_mk_string_symbol(c, "left"), boolean);
  Z3_inc_ref(c, either[0]);
  either[1] = Z3_mk_const(c, Z3_mk_string_symbol(c, "right"), boolean);
  Z3_inc_ref(c, either[1]);
  Z3_goal goal = Z3_mk_goal(c, 1, 0, 0);
  Z3_goal_inc_ref(c, goal);
  Z3_goal_assert(c, goal, Z3_mk_or(c, 2, either));
  printf("%u open\n", split(c, goal));
  Z3_goal_dec_ref(c, goal);
  Z3_dec_ref(c, either[1]);
  Z3_dec_ref(c, either[0]);
  Z3_del_context(c);
  return 0;
}
