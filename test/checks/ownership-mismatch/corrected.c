// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-ownership-mismatch
// Edits for counts that can't be right.
#include <stdio.h>
#include <z3.h>

static unsigned borrowedBad(Z3_context c, Z3_ast t) {
  Z3_sort sort = Z3_get_sort(c, t);
  unsigned id = Z3_get_ast_id(c, Z3_sort_to_ast(c, sort));
  // fix: return id > 0;
  Z3_dec_ref(c, Z3_sort_to_ast(c, sort)); // warn: 'sort' is released, but it is borrowed
  return id > 0;
}

static unsigned depthBad(Z3_context c, Z3_ast t) {
  unsigned deepest = 0;
  if (Z3_get_ast_kind(c, t) != Z3_APP_AST)
    return 0;
  for (unsigned i = 0; i < Z3_get_app_num_args(c, Z3_to_app(c, t)); i++) {
    Z3_ast operand = Z3_get_app_arg(c, Z3_to_app(c, t), i);
    unsigned depth = 1 + depthBad(c, operand);
    // fix: deepest = depth > deepest ? depth : deepest;
    Z3_dec_ref(c, operand); // warn: 'operand' is released, but it is borrowed
    deepest = depth > deepest ? depth : deepest;
  }
  return deepest;
}

static unsigned neverRetainedBad(Z3_context c, Z3_solver s) {
  Z3_model m = Z3_solver_get_model(c, s);
  // fix: Z3_model_inc_ref(c, m);
  unsigned n = Z3_model_get_num_consts(c, m);
  Z3_model_dec_ref(c, m); // warn: 'm' is released, but it was never retained
  return n;
}

// With a retain, the way that leaves before would leak.
static unsigned leavesBeforeBad(Z3_context c, Z3_solver s) {
  Z3_model m = Z3_solver_get_model(c, s);
  unsigned n = Z3_model_get_num_consts(c, m);
  if (n == 0)
    return 0;
  // fix: return n;
  Z3_model_dec_ref(c, m); // warn: 'm' is released, but it was never retained
  return n;
}

static unsigned inEachRoundBad(Z3_context c, Z3_apply_result r) {
  unsigned sum = 0;
  for (unsigned i = 0; i < Z3_apply_result_get_num_subgoals(c, r); i++) {
    Z3_goal g = Z3_apply_result_get_subgoal(c, r, i);
    // fix: Z3_goal_inc_ref(c, g);
    sum += Z3_goal_size(c, g);
    Z3_goal_dec_ref(c, g); // warn: 'g' is released, but it was never retained
  }
  return sum;
}

static void otherKindBad(Z3_context c) {
  Z3_goal g = Z3_mk_goal(c, true, false, false);
  Z3_goal_inc_ref(c, g);
  // fix: Z3_goal_dec_ref(c, g);
  Z3_dec_ref(c, (Z3_ast)g); // warn: 'g' is released by the function of another kind
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_sort boolean = Z3_mk_bool_sort(c);
  Z3_ast p = Z3_mk_const(c, Z3_mk_string_symbol(c, "p"), boolean);
  Z3_inc_ref(c, p);
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_solver_assert(c, s, p);
  // prints: 1 0
  printf("%u %u\n", borrowedBad(c, p), depthBad(c, p));
  if (Z3_solver_check(c, s) == Z3_L_TRUE)
    // prints: 1 1
    printf("%u %u\n", neverRetainedBad(c, s), leavesBeforeBad(c, s));
  Z3_goal g = Z3_mk_goal(c, true, false, false);
  Z3_goal_inc_ref(c, g);
  Z3_goal_assert(c, g, p);
  Z3_tactic t = Z3_mk_tactic(c, "skip");
  Z3_tactic_inc_ref(c, t);
  Z3_apply_result r = Z3_tactic_apply(c, t, g);
  Z3_apply_result_inc_ref(c, r);
  // prints: 1
  printf("%u\n", inEachRoundBad(c, r));
  Z3_apply_result_dec_ref(c, r);
  Z3_tactic_dec_ref(c, t);
  Z3_goal_dec_ref(c, g);
  otherKindBad(c);
  Z3_solver_dec_ref(c, s);
  Z3_dec_ref(c, p);
  Z3_del_context(c);
  return 0;
}
