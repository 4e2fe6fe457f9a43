// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Releases that can't be right.
#include <z3.h>

void neverRetainedBad(Z3_context c) {
  Z3_params p = Z3_mk_params(c);
  // fix: Z3_params_inc_ref(c, p);
  Z3_params_dec_ref(c, p); // warn: 'p' is released, but it was never retained
}

void collectedBad(Z3_context c, Z3_sort s) {
  Z3_ast a = Z3_mk_fresh_const(c, "a", s);
  // fix: Z3_inc_ref(c, a);
  Z3_ast b = Z3_mk_fresh_const(c, "b", s);
  Z3_inc_ref(c, b);
  Z3_dec_ref(c, a); // warn: 'a' is released, but it was never retained
  Z3_dec_ref(c, b);
}

void borrowedBad(Z3_context c, Z3_app e) {
  Z3_func_decl d = Z3_get_app_decl(c, e);
  Z3_dec_ref(c, Z3_func_decl_to_ast(c, d)); // warn-nofix: 'd' is released, but it is borrowed and was not retained
}

void immortalBad(Z3_context c) {
  Z3_sort s = Z3_mk_int_sort(c);
  Z3_dec_ref(c, Z3_sort_to_ast(c, s)); // warn-nofix: 's' is released, but it is borrowed and was not retained
}

void otherKindBad(Z3_context c, Z3_goal g) {
  // fix: Z3_goal_dec_ref(c, g);
  Z3_dec_ref(c, (Z3_ast)g); // warn: 'g' is released by the function of another kind
}

static void drop(Z3_context c, Z3_model m) { Z3_model_dec_ref(c, m); }

void droppedByCalleeBad(Z3_context c, Z3_solver s) {
  Z3_model m = Z3_solver_get_model(c, s);
  // fix: Z3_model_inc_ref(c, m);
  drop(c, m); // warn: 'm' is released, but it was never retained
}

void otherContextBad(Z3_config cfg, Z3_context c) {
  Z3_context own = Z3_mk_context_rc(cfg);
  Z3_goal g = Z3_mk_goal(c, 1, 0, 0);
  Z3_goal_inc_ref(c, g);
  // fix: Z3_goal_dec_ref(c, g);
  Z3_goal_dec_ref(own, g); // warn: 'g' is released in a context that it does not belong to
  Z3_del_context(own);
}
