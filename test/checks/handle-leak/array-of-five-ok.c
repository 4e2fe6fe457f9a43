// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A loop releases all that the array lists.
#include <z3.h>
void f(Z3_context c, Z3_solver s, int n) {
  Z3_sort in = Z3_mk_int_sort(c);
  Z3_ast x = Z3_mk_int(c, n, in);
  Z3_inc_ref(c, x);
  Z3_ast y = Z3_mk_int(c, n + 1, in);
  Z3_inc_ref(c, y);
  Z3_ast z = Z3_mk_int(c, n + 2, in);
  Z3_inc_ref(c, z);
  Z3_ast p = Z3_mk_int(c, n + 3, in);
  Z3_inc_ref(c, p);
  Z3_ast q = Z3_mk_int(c, n + 4, in);
  Z3_inc_ref(c, q);
  Z3_solver_assert(c, s, Z3_mk_le(c, x, y));
  Z3_ast all[] = {x, y, z, p, q};
  for (unsigned i = 0; i < sizeof all / sizeof *all; i++)
    Z3_dec_ref(c, all[i]);
}
