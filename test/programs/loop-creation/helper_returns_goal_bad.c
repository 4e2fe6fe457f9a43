// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A peephole verifier: each rewrite rule becomes a goal that tactics simplify.
// `goal_for` hands its goal over with a reference.
// The caller does not know, and never gives that reference back.
#include <stdio.h>
#include <z3.h>

static void assert_text(Z3_context ctx, Z3_goal goal, const char *text) {
  Z3_ast_vector formulas =
      Z3_parse_smtlib2_string(ctx, text, 0, NULL, NULL, 0, NULL, NULL);
  Z3_ast_vector_inc_ref(ctx, formulas);
  for (unsigned i = 0; i < Z3_ast_vector_size(ctx, formulas); ++i)
    Z3_goal_assert(ctx, goal, Z3_ast_vector_get(ctx, formulas, i));
  Z3_ast_vector_dec_ref(ctx, formulas);
}

static Z3_goal goal_for(Z3_context ctx, const char *before, const char *after) {
  char text[256];
  snprintf(text, sizeof text,
           "(declare-const x (_ BitVec 8))(assert (distinct %s %s))", before,
           after);
  Z3_goal goal = Z3_mk_goal(ctx, true, false, false); // trace: leak
  Z3_goal_inc_ref(ctx, goal);
  assert_text(ctx, goal, text);
  return goal;
}

static unsigned verify(Z3_context ctx, const char *const (*rules)[2],
                       unsigned n) {
  unsigned proved = 0;
  Z3_tactic simplify = Z3_mk_tactic(ctx, "simplify");
  Z3_tactic_inc_ref(ctx, simplify);
  for (unsigned i = 0; i < n; ++i) {
    Z3_goal goal = goal_for(ctx, rules[i][0], rules[i][1]); // report: z3-loop-creation leak
    Z3_apply_result left = Z3_tactic_apply(ctx, simplify, goal);
    Z3_apply_result_inc_ref(ctx, left);
    Z3_goal first = Z3_apply_result_get_subgoal(ctx, left, 0);
    Z3_goal_inc_ref(ctx, first);
    if (Z3_goal_is_decided_unsat(ctx, first))
      ++proved;
    Z3_goal_dec_ref(ctx, first);
    Z3_apply_result_dec_ref(ctx, left);
  }
  Z3_tactic_dec_ref(ctx, simplify);
  return proved;
}

int main(void) {
  static const char *const rules[][2] = {
      {"(bvadd x #x00)", "x"},
      {"(bvmul x #x01)", "x"},
      {"(bvand x x)", "x"},
      {"(bvor x x)", "x"},
      {"(bvxor x x)", "#x00"},
      {"(bvsub x x)", "#x00"},
      {"(bvmul x #x00)", "#x00"},
      {"(bvnot (bvnot x))", "x"},
      {"(bvneg (bvneg x))", "x"},
      {"(bvand x #x00)", "#x00"},
      {"(bvor x #xff)", "#xff"},
      {"(bvadd x x)", "(bvmul #x02 x)"},
      {"(bvshl x #x00)", "x"},
      {"(bvlshr x #x00)", "x"},
      {"(bvand x #xff)", "x"},
      {"(bvor x #x00)", "x"},
  };
  Z3_config config = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);
  printf("%u rules proved by simplification\n",
         verify(ctx, rules, sizeof rules / sizeof *rules));
  Z3_del_context(ctx);
  return 0;
}
