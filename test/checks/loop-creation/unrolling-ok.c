// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The steps before belong to the question, and its answer ends the loop.
#include <stdio.h>
#include <z3.h>

static Z3_ast ref(Z3_context c, Z3_ast a) {
  Z3_inc_ref(c, a);
  return a;
}
static Z3_ast ivar(Z3_context c, const char *n) {
  return ref(c, Z3_mk_const(c, Z3_mk_string_symbol(c, n), Z3_mk_int_sort(c)));
}
static Z3_ast inum(Z3_context c, int v) {
  return ref(c, Z3_mk_int(c, v, Z3_mk_int_sort(c)));
}

static Z3_solver new_solver(Z3_context c) {
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  return s;
}
static Z3_ast step(Z3_context c, int k) {
  char b[24];
  sprintf(b, "x%d", k);
  return ivar(c, b);
}

int bmc1(Z3_context c, int bound) {
  Z3_solver s = new_solver(c);
  Z3_ast x = step(c, 0), lim = inum(c, 9);
  int hit = -1;
  for (int k = 1; k <= bound && hit < 0; k++) {
    Z3_ast y = step(c, k);
    Z3_solver_assert(c, s, Z3_mk_lt(c, x, y));
    Z3_ast bad = ref(c, Z3_mk_gt(c, y, lim));
    if (Z3_solver_check_assumptions(c, s, 1, &bad) == Z3_L_TRUE)
      hit = k;
    Z3_dec_ref(c, bad);
    Z3_dec_ref(c, x);
    x = y;
  }
  Z3_dec_ref(c, x);
  Z3_dec_ref(c, lim);
  Z3_solver_dec_ref(c, s);
  return hit;
}
int bmc2(Z3_context c, int bound) {
  Z3_solver s = new_solver(c);
  Z3_ast x = step(c, 0), lim = inum(c, 9);
  int hit = -1;
  for (int k = 1; k <= bound; k++) {
    Z3_ast y = step(c, k);
    Z3_solver_assert(c, s, Z3_mk_lt(c, x, y));
    Z3_dec_ref(c, x);
    x = y;
    Z3_solver_push(c, s);
    Z3_solver_assert(c, s, Z3_mk_gt(c, y, lim));
    Z3_lbool r = Z3_solver_check(c, s);
    Z3_solver_pop(c, s, 1);
    if (r == Z3_L_TRUE) {
      hit = k;
      break;
    }
  }
  Z3_dec_ref(c, x);
  Z3_dec_ref(c, lim);
  Z3_solver_dec_ref(c, s);
  return hit;
}
int bmc3(Z3_context c, int bound, Z3_solver s) {
  Z3_ast x[32], lim = inum(c, 9);
  int k, hit = -1;
  x[0] = step(c, 0);
  for (k = 1; k <= bound; k++) {
    x[k] = step(c, k);
    Z3_solver_assert(c, s, Z3_mk_lt(c, x[k - 1], x[k]));
    Z3_ast bad = ref(c, Z3_mk_gt(c, x[k], lim));
    Z3_lbool r = Z3_solver_check_assumptions(c, s, 1, &bad);
    Z3_dec_ref(c, bad);
    if (r == Z3_L_TRUE) {
      hit = k++;
      break;
    }
  }
  while (k--)
    Z3_dec_ref(c, x[k]);
  Z3_dec_ref(c, lim);
  return hit;
}
int sum_until(Z3_context c, int n) {
  Z3_solver s = new_solver(c);
  Z3_ast x = ivar(c, "x");
  int k = 0;
  for (; k < n; k++) {
    Z3_ast v = inum(c, k);
    Z3_solver_assert(c, s, Z3_mk_gt(c, x, v));
    Z3_dec_ref(c, v);
    if (Z3_solver_check(c, s) != Z3_L_TRUE)
      break;
  }
  Z3_dec_ref(c, x);
  Z3_solver_dec_ref(c, s);
  return k;
}
