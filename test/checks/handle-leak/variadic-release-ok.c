// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// any_of() releases what it got through its variable arguments.
#include <stdarg.h>
#include <z3.h>
Z3_ast literal(Z3_context c, int i) {
  Z3_ast l = Z3_mk_const(c, Z3_mk_int_symbol(c, i), Z3_mk_bool_sort(c));
  Z3_inc_ref(c, l);
  return l;
}
Z3_ast any_of(Z3_context c, unsigned n, ...) {
  Z3_ast v[8];
  va_list l;
  va_start(l, n);
  for (unsigned i = 0; i < n && i < 8; i++)
    v[i] = va_arg(l, Z3_ast);
  va_end(l);
  Z3_ast r = Z3_mk_or(c, n, v);
  Z3_inc_ref(c, r);
  for (unsigned i = 0; i < n; i++)
    Z3_dec_ref(c, v[i]);
  return r;
}
void use(Z3_context c) {
  Z3_ast o = any_of(c, 3u, literal(c, 1), literal(c, 2), literal(c, 3));
  Z3_dec_ref(c, o);
}
