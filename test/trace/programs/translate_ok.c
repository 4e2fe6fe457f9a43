// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The right ways from one context into another.
#include "common.h"

int main(void) {
  Z3_context a = counting_context();
  Z3_context b = counting_context();
  Z3_ast x = held_const(a, "x");
  Z3_ast there = Z3_translate(a, x, b);
  Z3_inc_ref(b, there);
  Z3_solver s = Z3_mk_simple_solver(a);
  Z3_solver_inc_ref(a, s);
  Z3_solver copy = Z3_solver_translate(a, s, b);
  Z3_solver_inc_ref(b, copy);
  Z3_solver_assert(b, copy, Z3_mk_gt(b, there, there));
  printf("%d\n", Z3_solver_check(b, copy));
  Z3_solver_dec_ref(b, copy);
  Z3_solver_dec_ref(a, s);
  Z3_dec_ref(b, there);
  Z3_dec_ref(a, x);
  Z3_del_context(a);
  Z3_del_context(b);
  return 0;
}
