// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// An equivalence checker with one cleanup label for all ways out.
// The label behind which the goal is released is jumped over when the tactic
// fails to decide.
#include <stdio.h>
#include <z3.h>

static int equivalent(Z3_context ctx, Z3_tactic tactic, Z3_ast left,
                      Z3_ast right) {
  int verdict = -1;
  Z3_goal goal = Z3_mk_goal(ctx, false, false, false); // report: z3-handle-leak leak; trace: leak
  Z3_goal_inc_ref(ctx, goal);
  Z3_ast same = Z3_mk_eq(ctx, left, right);
  Z3_inc_ref(ctx, same);
  Z3_goal_assert(ctx, goal, Z3_mk_not(ctx, same));
  Z3_apply_result result = Z3_tactic_apply(ctx, tactic, goal);
  Z3_apply_result_inc_ref(ctx, result);
  Z3_goal rest = Z3_apply_result_get_subgoal(ctx, result, 0);
  Z3_goal_inc_ref(ctx, rest);
  if (!Z3_goal_is_decided_unsat(ctx, rest))
    goto undecided;
  verdict = 1;
  Z3_goal_dec_ref(ctx, goal);
undecided:
  Z3_goal_dec_ref(ctx, rest);
  Z3_apply_result_dec_ref(ctx, result);
  Z3_dec_ref(ctx, same);
  return verdict;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_tactic simplify = Z3_mk_tactic(ctx, "simplify");
  Z3_tactic_inc_ref(ctx, simplify);
  Z3_sort integer = Z3_mk_int_sort(ctx);
  Z3_ast x = Z3_mk_const(ctx, Z3_mk_string_symbol(ctx, "x"), integer);
  Z3_inc_ref(ctx, x);
  Z3_ast y = Z3_mk_const(ctx, Z3_mk_string_symbol(ctx, "y"), integer);
  Z3_inc_ref(ctx, y);
  printf("%d\n", equivalent(ctx, simplify, x, y));
  Z3_dec_ref(ctx, y);
  Z3_dec_ref(ctx, x);
  Z3_tactic_dec_ref(ctx, simplify);
  Z3_del_context(ctx);
  return 0;
}
