// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Many at once is no growth when it is one batch, and neither are balanced scopes
// and the same term again and again.
#include "common.h"

enum { MANY = 40 };

int main(void) {
  Z3_context c = counting_context();
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_ast x[MANY];
  for (int i = 0; i < MANY; ++i) {
    char name[16];
    snprintf(name, sizeof name, "x%d", i);
    x[i] = held_const(c, name);
    Z3_solver_assert(c, s, Z3_mk_gt(c, x[i], x[0]));
  }
  for (int i = 0; i < MANY; ++i) {
    Z3_solver_push(c, s);
    Z3_solver_assert(c, s, Z3_mk_lt(c, x[i], x[MANY - 1]));
    if (Z3_solver_check(c, s) == Z3_L_TRUE) {
      Z3_model m = Z3_solver_get_model(c, s);
      Z3_model_inc_ref(c, m);
      Z3_model_dec_ref(c, m);
    }
    Z3_ast again = held_const(c, "x0");
    Z3_dec_ref(c, again);
    Z3_solver_pop(c, s, 1);
  }
  for (int i = 0; i < MANY; ++i)
    Z3_dec_ref(c, x[i]);
  Z3_solver_dec_ref(c, s);
  Z3_del_context(c);
  return 0;
}
