// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A helper hands a retained term over through an out-parameter.
// The caller forgets the first one when the second one can't be made.
#include <stdio.h>
#include <z3.h>

static int difference(Z3_context c, Z3_ast a, Z3_ast b, Z3_ast *out) {
  if (!Z3_is_eq_sort(c, Z3_get_sort(c, a), Z3_get_sort(c, b)))
    return 0;
  Z3_ast r = Z3_mk_bvsub(c, a, b); // trace: leak
  Z3_inc_ref(c, r);
  *out = r;
  return 1;
}

static int same_stride(Z3_context c, Z3_solver s, Z3_ast a, Z3_ast b, Z3_ast d) {
  Z3_ast first, second;
  if (!difference(c, b, a, &first)) // report: z3-handle-leak
    return 0;
  if (!difference(c, d, b, &second))
    return 0;
  Z3_solver_push(c, s);
  Z3_solver_assert(c, s, Z3_mk_not(c, Z3_mk_eq(c, first, second)));
  int same = Z3_solver_check(c, s) == Z3_L_FALSE;
  Z3_solver_pop(c, s, 1);
  Z3_dec_ref(c, first);
  Z3_dec_ref(c, second);
  return same;
}

static Z3_ast address(Z3_context c, unsigned value, unsigned width) {
  Z3_ast a = Z3_mk_unsigned_int(c, value, Z3_mk_bv_sort(c, width));
  Z3_inc_ref(c, a);
  return a;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_ast x = address(c, 8, 32), y = address(c, 16, 32), z = address(c, 24, 32);
  Z3_ast narrow = address(c, 24, 16);
  printf("%d %d\n", same_stride(c, s, x, y, z), same_stride(c, s, x, y, narrow));
  Z3_dec_ref(c, narrow);
  Z3_dec_ref(c, z);
  Z3_dec_ref(c, y);
  Z3_dec_ref(c, x);
  Z3_solver_dec_ref(c, s);
  Z3_del_context(c);
  return 0;
}
