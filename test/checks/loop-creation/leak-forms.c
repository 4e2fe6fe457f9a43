// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A counted object that is lost in each iteration, in all forms of loops.
// then: is made anew in each iteration
// alternative: or release it by hand on every way out
#include <z3.h>

int forLoopBad(Z3_context ctx, Z3_ast *goals, unsigned n) {
  int failed = 0;
  for (unsigned i = 0; i < n; i++) {
    Z3_solver s = Z3_mk_solver(ctx); // warn: 's' (a Z3 solver) is made in each iteration and never released
    Z3_solver_inc_ref(ctx, s);
    Z3_solver_assert(ctx, s, goals[i]);
    failed += Z3_solver_check(ctx, s) == Z3_L_FALSE;
  }
  return failed;
}

int forLoopOk(Z3_context ctx, Z3_ast *goals, unsigned n) {
  int failed = 0;
  for (unsigned i = 0; i < n; i++) {
    Z3_params p = Z3_mk_params(ctx);
    Z3_params_inc_ref(ctx, p);
    Z3_params_set_uint(ctx, p, Z3_mk_string_symbol(ctx, "timeout"), i);
    Z3_ast e = Z3_simplify_ex(ctx, goals[i], p);
    failed += Z3_get_bool_value(ctx, e) == Z3_L_FALSE;
    Z3_params_dec_ref(ctx, p);
  }
  return failed;
}

void whileLoopBad(Z3_context ctx, Z3_solver s) {
  while (Z3_solver_check(ctx, s) == Z3_L_TRUE) {
    Z3_model m = Z3_solver_get_model(ctx, s); // warn: 'm' (a Z3 model) is made in each iteration and never released
    Z3_model_inc_ref(ctx, m);
    Z3_solver_assert(ctx, s, Z3_mk_not(ctx, Z3_mk_true(ctx)));
  }
}

void whileLoopOk(Z3_context ctx, Z3_solver s) {
  while (Z3_solver_check(ctx, s) == Z3_L_TRUE) {
    Z3_model m = Z3_solver_get_model(ctx, s);
    Z3_model_inc_ref(ctx, m);
    Z3_solver_assert(ctx, s, Z3_mk_false(ctx));
    Z3_model_dec_ref(ctx, m);
  }
}

void doLoopBad(Z3_context ctx, Z3_solver s, Z3_ast block) {
  do {
    Z3_stats st = Z3_solver_get_statistics(ctx, s); // warn: 'st' (a Z3 stats) is made in each iteration and never released
    Z3_stats_inc_ref(ctx, st);
    Z3_solver_assert(ctx, s, block);
  } while (Z3_solver_check(ctx, s) == Z3_L_TRUE);
}

int gotoLoopBad(Z3_context ctx, Z3_ast *goals, unsigned n) {
  unsigned i = 0;
again:
  if (i == n)
    return 0;
  Z3_goal g = Z3_mk_goal(ctx, 1, 0, 0); // warn: 'g' (a Z3 goal) is made in each iteration and never released
  Z3_goal_inc_ref(ctx, g);
  Z3_goal_assert(ctx, g, goals[i]);
  i++;
  goto again;
}

int gotoLoopOk(Z3_context ctx, Z3_ast *goals, unsigned n) {
  unsigned i = 0;
again:
  if (i == n)
    return 0;
  Z3_goal g = Z3_mk_goal(ctx, 1, 0, 0);
  Z3_goal_inc_ref(ctx, g);
  Z3_goal_assert(ctx, g, goals[i]);
  Z3_goal_dec_ref(ctx, g);
  i++;
  goto again;
}

// Not a loop to speak of, but a leak.
void fewTimesBad(Z3_context ctx) {
  for (int i = 0; i < 4; i++) {
    Z3_params p = Z3_mk_params(ctx); // warn: 'p' (a Z3 params) is lost and never released
    Z3_params_inc_ref(ctx, p);
  }
}
// fix: Z3_params_dec_ref(ctx, p);

// One object, and out.
Z3_solver firstOneOk(Z3_context ctx, const int *wanted, unsigned n) {
  for (unsigned i = 0; i < n; i++) {
    if (!wanted[i])
      continue;
    Z3_solver s = Z3_mk_solver(ctx);
    Z3_solver_inc_ref(ctx, s);
    return s;
  }
  return 0;
}

// Given away in each iteration.
void intoArrayOk(Z3_context ctx, Z3_solver *out, unsigned n) {
  for (unsigned i = 0; i < n; i++) {
    Z3_solver s = Z3_mk_solver(ctx);
    Z3_solver_inc_ref(ctx, s);
    out[i] = s;
  }
}
