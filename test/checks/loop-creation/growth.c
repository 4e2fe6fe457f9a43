// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Nothing is counted, but it stays.
#include <stdlib.h>
#include <z3.h>

// A context of Z3_mk_context keeps every term until it is deleted.
void keptTermsBad(const Z3_string *texts, unsigned n) {
  Z3_config cfg = Z3_mk_config();
  Z3_context ctx = Z3_mk_context(cfg);
  Z3_del_config(cfg);
  Z3_ast all = Z3_mk_true(ctx);
  Z3_sort sort = Z3_mk_bool_sort(ctx);
  for (unsigned i = 0; i < n; i++) {
    Z3_ast e = Z3_mk_const(ctx, Z3_mk_string_symbol(ctx, texts[i]), sort); // warn-nofix: grows with each iteration: the context keeps each term
    all = Z3_mk_iff(ctx, all, e);
  }
  Z3_ast_to_string(ctx, all);
  Z3_del_context(ctx);
}

// What differs is a number.
void keptNumeralsBad(unsigned n) {
  Z3_config cfg = Z3_mk_config();
  Z3_context ctx = Z3_mk_context(cfg);
  Z3_del_config(cfg);
  Z3_sort sort = Z3_mk_int_sort(ctx);
  for (unsigned i = 0; i < n; i++) {
    Z3_ast e = Z3_mk_unsigned_int(ctx, i, sort); // warn-nofix: grows with each iteration: the context keeps each term
    Z3_get_numeral_string(ctx, e);
  }
  Z3_del_context(ctx);
}

// One that counts drops them.
void droppedTermsOk(unsigned n) {
  Z3_config cfg = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  Z3_sort sort = Z3_mk_int_sort(ctx);
  for (unsigned i = 0; i < n; i++) {
    Z3_ast e = Z3_mk_unsigned_int(ctx, i, sort);
    Z3_get_numeral_string(ctx, e);
  }
  Z3_del_context(ctx);
}

void freshNamesBad(Z3_context ctx, Z3_solver s, Z3_sort sort, unsigned n) {
  for (unsigned i = 0; i < n; i++) {
    Z3_ast x = Z3_mk_fresh_const(ctx, "x", sort); // warn-nofix: grows with each iteration: 'Z3_mk_fresh_const' makes a new name
    Z3_ast_to_string(ctx, x);
  }
}

void scopesBad(Z3_context ctx, Z3_solver s, Z3_ast *goals, unsigned n) {
  for (unsigned i = 0; i < n; i++) {
    Z3_solver_push(ctx, s); // warn-nofix: 's' grows with each iteration
    Z3_solver_assert(ctx, s, goals[i]);
    Z3_solver_check(ctx, s);
  }
}

void scopesOk(Z3_context ctx, Z3_solver s, Z3_ast *goals, unsigned n) {
  for (unsigned i = 0; i < n; i++) {
    Z3_solver_push(ctx, s);
    Z3_solver_assert(ctx, s, goals[i]);
    Z3_solver_check(ctx, s);
    Z3_solver_pop(ctx, s, 1);
  }
}

// What fills an array is there to stay, as the variables of a query.
void filledOk(const char *text, unsigned n) {
  Z3_config cfg = Z3_mk_config();
  Z3_context ctx = Z3_mk_context(cfg);
  Z3_del_config(cfg);
  Z3_ast *from = malloc(n * sizeof(Z3_ast)), *to = malloc(n * sizeof(Z3_ast));
  Z3_sort sort = Z3_mk_bv_sort(ctx, 8);
  for (unsigned i = 0; i < n; i++) {
    Z3_ast term = Z3_mk_const(ctx, Z3_mk_int_symbol(ctx, i), sort);
    from[i] = term;
    term = Z3_mk_unsigned_int(ctx, i, sort);
    to[i] = term;
  }
  Z3_ast goal = Z3_mk_const(ctx, Z3_mk_string_symbol(ctx, text), sort);
  Z3_ast_to_string(ctx, Z3_substitute(ctx, goal, n, from, to));
  free(from);
  free(to);
  Z3_del_context(ctx);
}

// One that each round fills anew is not.
void filledAnewBad(const char *text, Z3_ast *values, unsigned n,
                   unsigned rounds) {
  Z3_config cfg = Z3_mk_config();
  Z3_context ctx = Z3_mk_context(cfg);
  Z3_del_config(cfg);
  Z3_sort sort = Z3_mk_bv_sort(ctx, 8);
  for (unsigned round = 0; round < rounds; round++) {
    for (unsigned i = 0; i < n; i++)
      values[i] = Z3_mk_unsigned_int(ctx, round + i, sort); // warn-nofix: grows with each iteration: the context keeps each term
    for (unsigned i = 0; i < n; i++)
      Z3_get_numeral_string(ctx, values[i]);
  }
  Z3_del_context(ctx);
}
