// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The release that is missing on some ways out of an iteration, or on all: the
// edit inserts it where the handle dies.
#include <z3.h>

int earlyReturnBad(Z3_context ctx, Z3_ast *goals, unsigned n) {
  for (unsigned i = 0; i < n; i++) {
    Z3_ast_vector v = Z3_mk_ast_vector(ctx); // warn: 'v' (a Z3 AST vector) is made in each iteration and never released
    Z3_ast_vector_inc_ref(ctx, v);
    Z3_ast_vector_push(ctx, v, goals[i]);
    if (Z3_ast_vector_size(ctx, v) > 1)
      return 0;
    if (i == 17)
      break;
    else if (i == 16) continue;
  }
  return 1;
}
// fix: if (Z3_ast_vector_size(ctx, v) > 1) {
// fix: Z3_ast_vector_dec_ref(ctx, v);
// fix: return 0;
// fix: }
// fix: if (i == 17) {
// fix: Z3_ast_vector_dec_ref(ctx, v);
// fix: break;
// fix: }
// fix: else if (i == 16) { Z3_ast_vector_dec_ref(ctx, v); continue; }
// fix: Z3_ast_vector_dec_ref(ctx, v);

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
// fix: unsigned result = Z3_goal_size(ctx, g);
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
// fix: Z3_optimize_dec_ref(ctx, o);
// fix: goto out;
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
