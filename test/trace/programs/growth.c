// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What stays from check to check: models, names, terms of a context that keeps
// them, scopes, assertions.
#include "common.h"

enum { ROUNDS = 10 };

static void models(Z3_context c) {
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_model kept[ROUNDS];
  for (int i = 0; i < ROUNDS; ++i) {
    Z3_solver_check(c, s);
    kept[i] = Z3_solver_get_model(c, s); // EVENT: growth model count=10
    Z3_model_inc_ref(c, kept[i]);
  }
  for (int i = 0; i < ROUNDS; ++i)
    Z3_model_dec_ref(c, kept[i]);
  Z3_solver_dec_ref(c, s);
}

static void names_and_terms(Z3_context c) {
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_sort integer = Z3_mk_int_sort(c);
  for (int i = 0; i < ROUNDS; ++i) {
    char name[16];
    snprintf(name, sizeof name, "n%d", i);
    Z3_symbol n = Z3_mk_string_symbol(c, name); // EVENT: growth symbol count=10
    Z3_ast x = Z3_mk_const(c, n, integer);      // EVENT: growth ast count=10
    Z3_ast goal = Z3_mk_gt(c, x, x);            // EVENT: growth ast count=10
    Z3_solver_check_assumptions(c, s, 0, &goal);
  }
  Z3_solver_dec_ref(c, s);
}

static void scopes_and_assertions(Z3_context c) {
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  for (int i = 0; i < ROUNDS; ++i) {
    Z3_solver_push(c, s); // EVENT: growth scope count=10
    Z3_solver_check(c, s);
  }
  Z3_solver_pop(c, s, ROUNDS);
  for (int i = 0; i < ROUNDS; ++i) {
    Z3_solver_assert(c, s, Z3_mk_true(c)); // EVENT: growth assertion count=10
    Z3_solver_check(c, s);
  }
  Z3_solver_dec_ref(c, s);
}

int main(void) {
  Z3_context counting = counting_context();
  models(counting);
  scopes_and_assertions(counting);
  Z3_del_context(counting);
  Z3_context keeping = keeping_context();
  names_and_terms(keeping);
  Z3_del_context(keeping);
  return 0;
}
