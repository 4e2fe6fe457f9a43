// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-handle-leak
// A function of the file that gives Z3 the address of its parameter only reads.
#include <stdio.h>
#include <z3.h>

static Z3_ast bound(Z3_context c, int i) {
  Z3_ast x = Z3_mk_const(c, Z3_mk_string_symbol(c, "x"), Z3_mk_int_sort(c));
  Z3_inc_ref(c, x);
  Z3_ast n = Z3_mk_int(c, i, Z3_mk_int_sort(c));
  Z3_inc_ref(c, n);
  Z3_ast goal = Z3_mk_gt(c, x, n);
  Z3_inc_ref(c, goal);
  Z3_dec_ref(c, n);
  Z3_dec_ref(c, x);
  return goal;
}

static int possible(Z3_context c, Z3_solver s, Z3_ast goal) {
  return Z3_solver_check_assumptions(c, s, 1, &goal) == Z3_L_TRUE;
}

static int retryBad(Z3_context c, Z3_solver s) {
  Z3_ast goal = bound(c, 3); // warn: 'goal' (a Z3 AST) is lost
  int good = possible(c, s, goal);
  if (good) {
    // fix: Z3_dec_ref(c, goal);
    goal = bound(c, 5);
    good = possible(c, s, goal);
  }
  Z3_dec_ref(c, goal);
  return good;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  // prints: 1
  printf("%d\n", retryBad(c, s));
  Z3_solver_dec_ref(c, s);
  Z3_del_context(c);
  return 0;
}
