// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A pass manager that runs a chain of tactics over a formula until nothing
// changes any more; each pass yields the goal of the next.
// The result of each pass stays counted after its goal was taken out.
#include <stdio.h>
#include <z3.h>

static Z3_goal parse_goal(Z3_context ctx, const char *text) {
  Z3_ast_vector formulas =
      Z3_parse_smtlib2_string(ctx, text, 0, NULL, NULL, 0, NULL, NULL);
  Z3_ast_vector_inc_ref(ctx, formulas);
  Z3_goal goal = Z3_mk_goal(ctx, true, false, false);
  Z3_goal_inc_ref(ctx, goal);
  for (unsigned i = 0; i < Z3_ast_vector_size(ctx, formulas); ++i)
    Z3_goal_assert(ctx, goal, Z3_ast_vector_get(ctx, formulas, i));
  Z3_ast_vector_dec_ref(ctx, formulas);
  return goal;
}

// Takes over `goal`, returns a goal that the caller owns.
static Z3_goal run_passes(Z3_context ctx, Z3_goal goal,
                          const char *const *passes, unsigned n) {
  for (unsigned i = 0; i < n; ++i) {
    Z3_tactic pass = Z3_mk_tactic(ctx, passes[i]);
    Z3_tactic_inc_ref(ctx, pass);
    Z3_apply_result result = Z3_tactic_apply(ctx, pass, goal); // report: z3-loop-creation leak; trace: leak
    Z3_apply_result_inc_ref(ctx, result);
    Z3_tactic_dec_ref(ctx, pass);
    if (Z3_apply_result_get_num_subgoals(ctx, result) == 1) {
      Z3_goal next = Z3_apply_result_get_subgoal(ctx, result, 0);
      Z3_goal_inc_ref(ctx, next);
      Z3_goal_dec_ref(ctx, goal);
      goal = next;
    }
  }
  return goal;
}

int main(void) {
  static const char *const passes[] = {
      "simplify", "propagate-values", "solve-eqs", "elim-uncnstr",
      "simplify", "propagate-values", "solve-eqs", "ctx-simplify",
      "simplify", "elim-uncnstr", "solve-eqs", "ctx-simplify",
      "simplify", "propagate-values", "solve-eqs", "simplify"};
  Z3_config config = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);

  Z3_goal goal = parse_goal(ctx, "(declare-const x Int)(declare-const y Int)"
                                 "(declare-fun f (Int) Int)"
                                 "(assert (= x (+ y 1)))"
                                 "(assert (> (f x) (f y)))"
                                 "(assert (< (f y) 10))");
  goal = run_passes(ctx, goal, passes, sizeof passes / sizeof *passes);
  printf("%u formulas left\n", Z3_goal_size(ctx, goal));
  Z3_goal_dec_ref(ctx, goal);
  Z3_del_context(ctx);
  return 0;
}
