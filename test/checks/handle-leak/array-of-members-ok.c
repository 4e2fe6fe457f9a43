// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A loop releases the members of a struct by an array of them.
#include <z3.h>
static Z3_ast kept(Z3_context c, Z3_ast t) {
  Z3_inc_ref(c, t);
  return t;
}
static Z3_ast num(Z3_context c, int n) {
  return kept(c, Z3_mk_int(c, n, Z3_mk_int_sort(c)));
}
struct ops {
  Z3_ast a, b, d, e, g;
};
void f(Z3_context c, Z3_solver s, int n) {
  struct ops o = {num(c, n), num(c, n + 1), num(c, n + 2), num(c, n + 3),
                  num(c, n + 4)};
  Z3_solver_assert(c, s, Z3_mk_le(c, o.a, o.b));
  Z3_ast all[] = {o.a, o.b, o.d, o.e, o.g};
  for (unsigned i = 0; i < 5; i++)
    Z3_dec_ref(c, all[i]);
}
