// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A dead handle is used: in the same block, by an alias, through a field, in the
// next iteration, behind a label.
#include <z3.h>

int sameBlockBad(Z3_context ctx, Z3_ast f) {
  Z3_solver s = Z3_mk_solver(ctx);
  Z3_solver_inc_ref(ctx, s);
  Z3_solver_assert(ctx, s, f);
  Z3_solver_dec_ref(ctx, s);
  return Z3_solver_check(ctx, s); // warn: 's' is used after it was released
}
// fix: Z3_solver_assert(ctx, s, f);
// fix: int result = Z3_solver_check(ctx, s);
// fix: Z3_solver_dec_ref(ctx, s);
// fix: return result;

void statementBad(Z3_context ctx, Z3_ast f) {
  Z3_goal g = Z3_mk_goal(ctx, 1, 0, 0);
  Z3_goal_inc_ref(ctx, g);
  Z3_goal_dec_ref(ctx, g); // too early
  if (f)
    Z3_goal_assert(ctx, g, f); // warn: 'g' is used after it was released
  Z3_goal_reset(ctx, g);
}
// fix: Z3_goal_inc_ref(ctx, g);
// fix: Z3_goal_assert(ctx, g, f);
// fix: Z3_goal_reset(ctx, g);
// fix: Z3_goal_dec_ref(ctx, g);

void aliasBad(Z3_context ctx, Z3_ast f) {
  Z3_goal g = Z3_mk_goal(ctx, 1, 0, 0);
  Z3_goal_inc_ref(ctx, g);
  Z3_goal other = g;
  Z3_goal_dec_ref(ctx, g);
  Z3_goal_assert(ctx, other, f); // warn: is used after it was released
}
// fix: Z3_goal other = g;
// fix: Z3_goal_assert(ctx, other, f);
// fix: Z3_goal_dec_ref(ctx, g);

struct session {
  Z3_context ctx;
  Z3_solver solver;
};

void fieldBad(struct session *p, Z3_ast f) {
  p->solver = Z3_mk_solver(p->ctx);
  Z3_solver_inc_ref(p->ctx, p->solver);
  Z3_solver_dec_ref(p->ctx, p->solver);
  Z3_solver_assert(p->ctx, p->solver, f); // warn-nofix: 'p->solver' is used after it was released
}

void nextIterationBad(Z3_context ctx, Z3_ast *goals, unsigned n) {
  Z3_solver s = Z3_mk_solver(ctx);
  Z3_solver_inc_ref(ctx, s);
  for (unsigned i = 0; i < n; i++) {
    Z3_solver_assert_and_track(ctx, s, goals[0], goals[i]); // warn: 's' is used after it was released
    Z3_solver_dec_ref(ctx, s);
  }
}
// fix: Z3_solver_assert_and_track(ctx, s, goals[0], goals[i]);
// fix: }
// fix: Z3_solver_dec_ref(ctx, s);

// Retained twice, released once: alive.
void retainedTwiceOk(Z3_context ctx, Z3_ast f) {
  Z3_goal g = Z3_mk_goal(ctx, 1, 0, 0);
  Z3_goal_inc_ref(ctx, g);
  Z3_goal_inc_ref(ctx, g);
  Z3_goal_dec_ref(ctx, g);
  Z3_goal_assert(ctx, g, f);
  Z3_goal_dec_ref(ctx, g);
}

// Compared and overwritten only.
int comparedOk(Z3_context ctx, Z3_goal previous, Z3_ast f) {
  Z3_goal g = Z3_mk_goal(ctx, 1, 0, 0);
  Z3_goal_inc_ref(ctx, g);
  Z3_goal_dec_ref(ctx, g);
  int same = g == previous;
  g = Z3_mk_goal(ctx, 1, 0, 0);
  Z3_goal_inc_ref(ctx, g);
  Z3_goal_assert(ctx, g, f);
  Z3_goal_dec_ref(ctx, g);
  return same;
}

static void closeGoal(Z3_context ctx, Z3_goal g) { Z3_goal_dec_ref(ctx, g); }

void calleeBad(Z3_context ctx, Z3_ast f) {
  Z3_goal g = Z3_mk_goal(ctx, 1, 0, 0);
  Z3_goal_inc_ref(ctx, g);
  closeGoal(ctx, g);
  Z3_goal_assert(ctx, g, f); // warn-nofix: 'g' is used after it was released
}
