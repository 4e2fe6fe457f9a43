// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A preprocessor runs one tactic with parameters of its own.
// The parameters are made first and not retained: making the tactic frees them.
#include <stdio.h>
#include <z3.h>

static unsigned preprocess(Z3_context ctx, Z3_goal goal) {
  Z3_params params = Z3_mk_params(ctx);
  Z3_params_set_bool(ctx, params, Z3_mk_string_symbol(ctx, "som"), true);
  Z3_tactic plain = Z3_mk_tactic(ctx, "simplify");
  Z3_tactic_inc_ref(ctx, plain);
  Z3_tactic tactic = Z3_tactic_using_params(ctx, plain, params); // report: z3-unprotected-handle; trace: unprotected-use
  Z3_tactic_inc_ref(ctx, tactic);
  Z3_apply_result result = Z3_tactic_apply(ctx, tactic, goal);
  Z3_apply_result_inc_ref(ctx, result);
  unsigned goals = Z3_apply_result_get_num_subgoals(ctx, result);
  Z3_apply_result_dec_ref(ctx, result);
  Z3_tactic_dec_ref(ctx, tactic);
  Z3_tactic_dec_ref(ctx, plain);
  return goals;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_goal goal = Z3_mk_goal(ctx, true, false, false);
  Z3_goal_inc_ref(ctx, goal);
  printf("%u\n", preprocess(ctx, goal));
  Z3_goal_dec_ref(ctx, goal);
  Z3_del_context(ctx);
  return 0;
}
