// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-loop-creation
// What a function of the file hands over is retained once more: the retain goes.
#include <stdio.h>
#include <z3.h>

static Z3_ast step(Z3_context c, Z3_ast state, int i) {
  Z3_ast next = i % 2 ? Z3_mk_unary_minus(c, state) : Z3_mk_power(c, state, state);
  Z3_inc_ref(c, next);
  return next;
}

static unsigned unrollBad(Z3_context c, Z3_ast initial, int n) {
  Z3_ast state = initial;
  Z3_inc_ref(c, state);
  for (int i = 0; i < n; i++) {
    Z3_ast next = step(c, state, i); // warn: is made in each iteration
    // fix: Z3_ast next = step(c, state, i);
    // fix: Z3_dec_ref(c, state);
    Z3_inc_ref(c, next);
    Z3_dec_ref(c, state);
    state = next;
  }
  unsigned kind = Z3_get_ast_kind(c, state);
  Z3_dec_ref(c, state);
  return kind;
}

static unsigned usedOnceBad(Z3_context c, Z3_ast initial, int n) {
  unsigned kinds = 0;
  for (int i = 0; i < n; i++) {
    Z3_ast next = step(c, initial, i); // warn: is made in each iteration
    // fix: Z3_ast next = step(c, initial, i);
    // fix: kinds += Z3_get_ast_kind(c, next);
    Z3_inc_ref(c, next);
    kinds += Z3_get_ast_kind(c, next);
    Z3_dec_ref(c, next);
  }
  return kinds;
}

static unsigned unrollOk(Z3_context c, Z3_ast initial, int n) {
  Z3_ast state = initial;
  Z3_inc_ref(c, state);
  for (int i = 0; i < n; i++) {
    Z3_ast next = step(c, state, i);
    Z3_dec_ref(c, state);
    state = next;
  }
  unsigned kind = Z3_get_ast_kind(c, state);
  Z3_dec_ref(c, state);
  return kind;
}

// The other variable is released elsewhere, too.
static unsigned twiceBad(Z3_context c, Z3_ast initial, int n) {
  Z3_ast state = initial;
  Z3_inc_ref(c, state);
  for (int i = 0; i < n; i++) {
    Z3_ast next = step(c, state, i); // warn-nofix: is made in each iteration
    Z3_inc_ref(c, next);
    Z3_dec_ref(c, state);
    state = next;
  }
  unsigned kind = Z3_get_ast_kind(c, state);
  if (n > 2)
    Z3_dec_ref(c, state);
  Z3_dec_ref(c, state);
  return kind;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_ast x = Z3_mk_const(c, Z3_mk_int_symbol(c, 1), Z3_mk_int_sort(c));
  Z3_inc_ref(c, x);
  // prints: 1 3 1
  printf("%u %u %u\n", unrollBad(c, x, 3), usedOnceBad(c, x, 3), unrollOk(c, x, 3));
  Z3_dec_ref(c, x);
  Z3_del_context(c);
  return 0;
}
