// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-unprotected-handle
// Fresh handles in arrays and among the arguments of one call.
#include <stdio.h>
#include <z3.h>

static Z3_ast term(Z3_context c, int i) {
  return Z3_mk_const(c, Z3_mk_int_symbol(c, i), Z3_mk_bool_sort(c));
}

static void filledBad(Z3_context c, Z3_solver s, unsigned n) {
  Z3_ast all[4];
  for (unsigned i = 0; i < n; i++) {
    all[i] = term(c, (int)i);
    // fix: Z3_inc_ref(c, all[i]);
  }
  Z3_ast some = Z3_mk_or(c, n, all); // warn: is used after a call
  Z3_solver_assert(c, s, some);
  // fix: for (unsigned i = 0; i < n; i++)
  // fix: Z3_dec_ref(c, all[i]);
}

static Z3_ast listBad(Z3_context c, Z3_ast p, Z3_ast q) {
  // fix: Z3_ast both[2];
  // fix: both[0] = Z3_mk_not(c, p);
  // fix: Z3_inc_ref(c, both[0]);
  // fix: both[1] = Z3_mk_not(c, q);
  Z3_ast both[] = {Z3_mk_not(c, p), Z3_mk_not(c, q)};
  // fix: Z3_ast result = Z3_mk_or(c, 2, both);
  // fix: Z3_dec_ref(c, both[0]);
  // fix: return result;
  return Z3_mk_or(c, 2, both); // warn: is used after a call
}

// Terms that are there need no reference.
static void mixedListBad(Z3_context c, Z3_solver s, Z3_ast p, Z3_ast q) {
  // fix: Z3_ast all[3];
  // fix: all[0] = Z3_mk_not(c, p);
  // fix: Z3_inc_ref(c, all[0]);
  // fix: all[1] = p;
  // fix: all[2] = Z3_mk_not(c, q);
  Z3_ast all[3] = {Z3_mk_not(c, p), p, Z3_mk_not(c, q)};
  Z3_solver_assert(c, s, Z3_mk_or(c, 3, all)); // warn: is used after a call
  // fix: Z3_dec_ref(c, all[0]);
}

static void argumentsBad(Z3_context c, Z3_solver s, Z3_ast p, Z3_ast q) {
  // fix: Z3_ast operand = Z3_mk_not(c, p);
  // fix: Z3_inc_ref(c, operand);
  // fix: Z3_solver_assert(c, s, Z3_mk_iff(c, operand, Z3_mk_not(c, q)));
  Z3_solver_assert(c, s, Z3_mk_iff(c, Z3_mk_not(c, p), Z3_mk_not(c, q))); // warn: is used after a call
  // fix: Z3_dec_ref(c, operand);
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_ast p = term(c, 10);
  Z3_inc_ref(c, p);
  Z3_ast q = term(c, 11);
  Z3_inc_ref(c, q);
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  filledBad(c, s, 4);
  Z3_ast some = listBad(c, p, q);
  Z3_solver_assert(c, s, some);
  mixedListBad(c, s, p, q);
  argumentsBad(c, s, p, q);
  // prints: 1
  printf("%d\n", Z3_solver_check(c, s));
  Z3_solver_dec_ref(c, s);
  Z3_dec_ref(c, q);
  Z3_dec_ref(c, p);
  Z3_del_context(c);
  return 0;
}
