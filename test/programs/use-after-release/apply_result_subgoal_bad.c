// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A preprocessor splits a goal and takes the first part.
// The result of the tactic is given back before the part is taken from it.
#include <stdio.h>
#include <z3.h>

static Z3_goal new_goal(Z3_context c) {
  Z3_goal g = Z3_mk_goal(c, true, false, false);
  Z3_goal_inc_ref(c, g);
  return g;
}

static void simplify(Z3_context c, Z3_goal g) {
  Z3_tactic t = Z3_mk_tactic(c, "simplify");
  Z3_tactic_inc_ref(c, t);
  Z3_apply_result r = Z3_tactic_apply(c, t, g);
  Z3_apply_result_inc_ref(c, r);
  Z3_tactic_dec_ref(c, t);
  Z3_probe size = Z3_mk_probe(c, "size");
  Z3_probe_inc_ref(c, size);
  printf("size before: %.0f\n", Z3_probe_apply(c, size, g));
  Z3_probe_dec_ref(c, size);
  fflush(stdout);

  if (Z3_apply_result_get_num_subgoals(c, r) == 0) {
    Z3_apply_result_dec_ref(c, r);
    return;
  }
  Z3_apply_result_dec_ref(c, r);
  Z3_goal part = Z3_apply_result_get_subgoal(c, r, 0); // report: z3-use-after-release; trace: use-after-release
  Z3_goal_inc_ref(c, part);
  printf("depth after: %u\n", Z3_goal_depth(c, part));
  Z3_goal_dec_ref(c, part);
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_ast p = Z3_mk_const(c, Z3_mk_string_symbol(c, "p"), Z3_mk_bool_sort(c));
  Z3_inc_ref(c, p);
  Z3_ast q = Z3_mk_not(c, p);
  Z3_inc_ref(c, q);

  Z3_goal g = new_goal(c);
  Z3_goal_assert(c, g, Z3_mk_not(c, q));
  simplify(c, g);

  Z3_goal_dec_ref(c, g);
  Z3_dec_ref(c, q);
  Z3_dec_ref(c, p);
  Z3_del_context(c);
  return 0;
}
