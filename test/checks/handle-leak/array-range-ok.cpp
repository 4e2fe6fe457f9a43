// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A range-for releases all that the array lists.
#include <z3.h>
static Z3_ast kept(Z3_context c, Z3_ast t) {
  Z3_inc_ref(c, t);
  return t;
}
static Z3_ast num(Z3_context c, int n) {
  return kept(c, Z3_mk_int(c, n, Z3_mk_int_sort(c)));
}
void f(Z3_context c, Z3_solver s, int n) {
  Z3_ast x = num(c, n), y = num(c, n + 1), z = num(c, n + 2), p = num(c, n + 3),
         q = num(c, n + 4), r = num(c, n + 5);
  Z3_solver_assert(c, s, Z3_mk_le(c, x, y));
  Z3_ast all[] = {x, y, z, p, q, r};
  for (Z3_ast t : all)
    Z3_dec_ref(c, t);
}
