// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The value of a variable in a model.
// The model is released on all ways.
#include <stdio.h>
#include <z3.h>
static int value_of(Z3_context c, Z3_solver s, Z3_ast x, int *out) {
  if (Z3_solver_check(c, s) != Z3_L_TRUE)
    return -1;
  Z3_model m = Z3_solver_get_model(c, s);
  Z3_model_inc_ref(c, m);
  Z3_ast v;
  if (!Z3_model_eval(c, m, x, true, &v)) {
    Z3_model_dec_ref(c, m);
    return -2;
  }
  Z3_inc_ref(c, v);
  int rc = Z3_get_numeral_int(c, v, out) ? 0 : -3;
  Z3_dec_ref(c, v);
  Z3_model_dec_ref(c, m);
  return rc;
}
int main(void) {
  Z3_config g = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(g);
  Z3_del_config(g);
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_ast x = Z3_mk_const(c, Z3_mk_string_symbol(c, "x"), Z3_mk_real_sort(c));
  Z3_inc_ref(c, x);
  Z3_ast two = Z3_mk_real(c, 1, 2);
  Z3_inc_ref(c, two);
  Z3_solver_assert(c, s, Z3_mk_eq(c, x, two));
  int v = 0;
  printf("%d\n", value_of(c, s, x, &v));
  Z3_dec_ref(c, two);
  Z3_dec_ref(c, x);
  Z3_solver_dec_ref(c, s);
  Z3_del_context(c);
  return 0;
}
