// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The release that is missing on some ways out of an iteration, or on all: the
// edit inserts it where the handle dies.
#include <z3.h>

int earlyReturnBad(Z3_context ctx, Z3_ast *goals, unsigned n) {
  for (unsigned i = 0; i < n; i++) {
    Z3_solver s = Z3_mk_simple_solver(ctx); // warn: 's' (a Z3 solver) is made in each iteration and never released
    Z3_solver_inc_ref(ctx, s);
    Z3_solver_assert(ctx, s, goals[i]);
    if (Z3_solver_check(ctx, s) == Z3_L_FALSE)
      return 0;
    if (i == 17)
      break;
  }
  return 1;
}
// fix: { Z3_solver_dec_ref(ctx, s); return 0; }
// fix: { Z3_solver_dec_ref(ctx, s); break; }
// fix: Z3_solver_dec_ref(ctx, s);

int continueBad(Z3_context ctx, Z3_ast *goals, unsigned n) {
  int found = 0;
  for (unsigned i = 0; i < n; i++) {
    Z3_goal g = Z3_mk_goal(ctx, 1, 0, 0); // warn: 'g' (a Z3 goal) is made in each iteration and lost
    Z3_goal_inc_ref(ctx, g);
    Z3_goal_assert(ctx, g, goals[i]);
    if (Z3_goal_is_decided_unsat(ctx, g)) {
      found++;
      continue;
    }
    Z3_goal_dec_ref(ctx, g);
  }
  return found;
}
// fix: found++;
// fix: Z3_goal_dec_ref(ctx, g);
// fix: continue;

int continueOk(Z3_context ctx, Z3_ast *goals, unsigned n) {
  int found = 0;
  for (unsigned i = 0; i < n; i++) {
    Z3_goal g = Z3_mk_goal(ctx, 1, 0, 0);
    Z3_goal_inc_ref(ctx, g);
    Z3_goal_assert(ctx, g, goals[i]);
    if (Z3_goal_is_decided_unsat(ctx, g)) {
      found++;
      Z3_goal_dec_ref(ctx, g);
      continue;
    }
    Z3_goal_dec_ref(ctx, g);
  }
  return found;
}

// The value needs the object: it is computed before the release.
unsigned valueOfReturnBad(Z3_context ctx, Z3_ast *goals, unsigned n) {
  for (unsigned i = 0; i < n; i++) {
    Z3_goal g = Z3_mk_goal(ctx, 1, 0, 0); // warn: 'g' (a Z3 goal) is made in each iteration and never released
    Z3_goal_inc_ref(ctx, g);
    Z3_goal_assert(ctx, g, goals[i]);
    if (i > 3) {
      return Z3_goal_size(ctx, g);
    }
  }
  return 0;
}
// fix: unsigned int result = Z3_goal_size(ctx, g);
// fix: Z3_goal_dec_ref(ctx, g);
// fix: return result;
// fix: Z3_goal_dec_ref(ctx, g);

// Overwritten by the next one.
void overwrittenBad(Z3_context ctx, Z3_solver s, unsigned n) {
  Z3_params p = 0;
  for (unsigned i = 0; i < n; i++) {
    p = Z3_mk_params(ctx); // warn: 'p' (a Z3 params) is made in each iteration and lost
    Z3_params_inc_ref(ctx, p);
    Z3_params_set_uint(ctx, p, Z3_mk_string_symbol(ctx, "timeout"), i);
    Z3_solver_set_params(ctx, s, p);
  }
  Z3_params_dec_ref(ctx, p);
}
// fix: Z3_params_dec_ref(ctx, p);
// fix: p = Z3_mk_params(ctx);

// Released on the ways that the caller sees, but not where it gives up.
int gotoOutBad(Z3_context ctx, Z3_ast *goals, unsigned n) {
  int result = 0;
  for (unsigned i = 0; i < n; i++) {
    Z3_optimize o = Z3_mk_optimize(ctx); // warn: 'o' (a Z3 optimize) is made in each iteration and never released
    Z3_optimize_inc_ref(ctx, o);
    Z3_optimize_assert(ctx, o, goals[i]);
    if (Z3_optimize_check(ctx, o, 0, 0) == Z3_L_UNDEF)
      goto out;
    result++;
  }
out:
  return result;
}
// fix: { Z3_optimize_dec_ref(ctx, o); goto out; }
// fix: result++;
// fix: Z3_optimize_dec_ref(ctx, o);

// The context goes first, and takes the object along.
int contextDeletedBad(Z3_config cfg, Z3_context ctx, Z3_ast *goals, unsigned n) {
  for (unsigned i = 0; i < n; i++) {
    Z3_goal g = Z3_mk_goal(ctx, 1, 0, 0); // warn: 'g' (a Z3 goal) is made in each iteration and never released
    Z3_goal_inc_ref(ctx, g);
    Z3_goal_assert(ctx, g, goals[i]);
    if (Z3_goal_inconsistent(ctx, g)) {
      Z3_del_context(ctx);
      return 1;
    }
  }
  return 0;
}
// fix: Z3_del_context(ctx);
// fix: return 1;
// fix: }
// fix: Z3_goal_dec_ref(ctx, g);

#define WITH_PARAMS(ctx, p)                                                    \
  Z3_params p = Z3_mk_params(ctx);                                             \
  Z3_params_inc_ref(ctx, p)

// No edit in the text of a macro.
void inMacroBad(Z3_context ctx, Z3_solver s, unsigned n) {
  for (unsigned i = 0; i < n; i++) {
    WITH_PARAMS(ctx, p); // warn-nofix: 'p' (a Z3 params) is made in each iteration and never released
    Z3_solver_set_params(ctx, s, p);
  }
}
