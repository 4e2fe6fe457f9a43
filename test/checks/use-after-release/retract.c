// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A release too early that can't move down a straight line: it goes away, and
// the handle is released where it dies.

#include <stdio.h>
#include <z3.h>

static void otherObject(Z3_context ctx) {
  Z3_params params = Z3_mk_params(ctx);
  Z3_params_inc_ref(ctx, params);
  Z3_params_dec_ref(ctx, params);
}

static void fallsThroughBad(Z3_context ctx, int wrong) {
  Z3_solver s = Z3_mk_simple_solver(ctx);
  Z3_solver_inc_ref(ctx, s);
  otherObject(ctx);
  if (wrong) {
    printf("wrong\n");
    Z3_solver_dec_ref(ctx, s);
  }
  // fix: printf("wrong\n");
  // fix: }
  printf("%u scopes\n", Z3_solver_get_num_scopes(ctx, s)); // warn: 's' is used after it was released
  // fix: printf("%u scopes\n", Z3_solver_get_num_scopes(ctx, s));
  // fix: Z3_solver_dec_ref(ctx, s);
  // fix: }
  Z3_solver_dec_ref(ctx, s);
}

static void continueBad(Z3_context ctx, int rounds) {
  Z3_solver s = Z3_mk_simple_solver(ctx);
  Z3_solver_inc_ref(ctx, s);
  otherObject(ctx);
  for (int i = 0;;) {
    printf("%u scopes\n", Z3_solver_get_num_scopes(ctx, s)); // warn: 's' is used after it was released
    if (i++ % 2 == 0) {
      printf("even\n");
      Z3_solver_dec_ref(ctx, s);
      // fix: printf("even\n");
      // fix: continue;
      continue;
    }
    if (i >= rounds) {
      Z3_solver_dec_ref(ctx, s);
      // fix: Z3_solver_dec_ref(ctx, s);
      // fix: return;
      return;
    }
  }
}

static void gotoBad(Z3_context ctx, int deepest) {
  int depth = 0;
  Z3_solver s = Z3_mk_simple_solver(ctx);
  Z3_solver_inc_ref(ctx, s);
  otherObject(ctx);
deeper:
  printf("%u scopes\n", Z3_solver_get_num_scopes(ctx, s)); // warn: 's' is used after it was released
  if (++depth < deepest) {
    Z3_solver_dec_ref(ctx, s);
    goto deeper;
  }
  printf("done\n");
  // fix: printf("done\n");
  // fix: Z3_solver_dec_ref(ctx, s);
  Z3_solver_dec_ref(ctx, s);
}

// What is lent by it lives in the block within.
static void lentWithinBad(Z3_context ctx, Z3_ast_vector given) {
  Z3_ast_vector terms = Z3_ast_vector_translate(ctx, given, ctx);
  Z3_ast_vector_inc_ref(ctx, terms);
  otherObject(ctx);
  unsigned i = 0, heads = 0;
  do {
    Z3_ast term = Z3_ast_vector_get(ctx, terms, i); // warn: 'terms' is used after it was released
    heads += Z3_get_ast_kind(ctx, term) == Z3_APP_AST;
    if (i == 0)
      Z3_ast_vector_dec_ref(ctx, terms);
    // fix: {}
  } while (++i < 2);
  printf("%u heads\n", heads);
  // fix: printf("%u heads\n", heads);
  // fix: Z3_ast_vector_dec_ref(ctx, terms);
  // fix: }
}

static Z3_goal counted(Z3_context ctx, int precise) {
  Z3_goal g = Z3_mk_goal(ctx, precise, 0, 0);
  Z3_goal_inc_ref(ctx, g);
  return g;
}

// Each call of the function that made it makes another one.
static void remadeByFunctionBad(Z3_context ctx, int rounds) {
  int i = 0;
  Z3_goal g = counted(ctx, 0);
  otherObject(ctx);
  for (;;) {
    printf("%u formulas\n", Z3_goal_size(ctx, g)); // warn: 'g' is used after it was released
    Z3_goal_dec_ref(ctx, g);
    if (++i == rounds)
      break;
    if (i % 2 == 0) {
      // fix: Z3_goal_dec_ref(ctx, g);
      // fix: g = counted(ctx, 1);
      g = counted(ctx, 1);
    }
  }
  printf("%d goals\n", i);
  // fix: printf("%d goals\n", i);
  // fix: Z3_goal_dec_ref(ctx, g);
  // fix: }
}

// Sometimes a new object comes instead: then the old one goes first.
static void remadeBad(Z3_context ctx, int rounds) {
  int i = 0;
  Z3_goal g = Z3_mk_goal(ctx, 0, 0, 0);
  Z3_goal_inc_ref(ctx, g);
  otherObject(ctx);
  for (;;) {
    printf("%u formulas\n", Z3_goal_size(ctx, g)); // warn: 'g' is used after it was released
    Z3_goal_dec_ref(ctx, g);
    if (++i == rounds)
      break;
    if (i % 2 == 0) {
      // fix: Z3_goal_dec_ref(ctx, g);
      // fix: g = Z3_mk_goal(ctx, 0, 0, 0);
      g = Z3_mk_goal(ctx, 0, 0, 0);
      Z3_goal_inc_ref(ctx, g);
      otherObject(ctx);
    }
  }
  printf("%d rounds\n", i);
  // fix: printf("%d rounds\n", i);
  // fix: Z3_goal_dec_ref(ctx, g);
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);
  fallsThroughBad(ctx, 0);
  continueBad(ctx, 2);
  gotoBad(ctx, 2);
  remadeBad(ctx, 3);
  Z3_ast_vector given = Z3_mk_ast_vector(ctx);
  Z3_ast_vector_inc_ref(ctx, given);
  Z3_ast_vector_push(ctx, given, Z3_mk_true(ctx));
  Z3_ast_vector_push(ctx, given, Z3_mk_false(ctx));
  lentWithinBad(ctx, given);
  Z3_ast_vector_dec_ref(ctx, given);
  remadeByFunctionBad(ctx, 3);
  Z3_del_context(ctx);
  return 0;
}
// prints: 0 scopes
// prints: 0 scopes
// prints: even
// prints: 0 scopes
// prints: 0 scopes
// prints: 0 scopes
// prints: done
// prints: 0 formulas
// prints: 0 formulas
// prints: 0 formulas
// prints: 3 rounds
// prints: 2 heads
// prints: 0 formulas
// prints: 0 formulas
// prints: 0 formulas
// prints: 3 goals
