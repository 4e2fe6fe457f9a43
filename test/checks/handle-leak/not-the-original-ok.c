// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A term that is made from another one is never that one.
#include <z3.h>
int f(Z3_context c, Z3_ast *a, unsigned n) {
  int k = 0;
  for (unsigned i = 0; i < n; i++) {
    Z3_ast t = a[i];
    if (i & 1) {
      t = Z3_mk_not(c, a[i]);
      Z3_inc_ref(c, t);
    }
    k += Z3_get_ast_id(c, t);
    if (t != a[i])
      Z3_dec_ref(c, t);
  }
  return k;
}
int g(Z3_context c, Z3_ast a, int neg) {
  Z3_ast t = a;
  if (neg) {
    t = Z3_mk_not(c, a);
    Z3_inc_ref(c, t);
  }
  int k = Z3_get_ast_id(c, t);
  if (t != a)
    Z3_dec_ref(c, t);
  return k;
}
