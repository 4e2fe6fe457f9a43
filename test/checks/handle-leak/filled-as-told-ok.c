// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// pick() says how many it has put into out[].
#include <stdbool.h>
#include <z3.h>
unsigned pick(Z3_context c, Z3_ast_vector v, Z3_ast *out, unsigned want) {
  unsigned got = 0;
  for (unsigned i = 0; i < Z3_ast_vector_size(c, v) && got < want; i++) {
    out[got] = Z3_ast_vector_get(c, v, i);
    Z3_inc_ref(c, out[got]);
    got++;
  }
  return got;
}
bool same(Z3_context c, Z3_ast_vector v) {
  Z3_ast p[2];
  unsigned n = pick(c, v, p, 2);
  bool yes = n == 2 && Z3_is_eq_ast(c, p[0], p[1]);
  for (unsigned i = 0; i < n; i++)
    Z3_dec_ref(c, p[i]);
  return yes;
}
bool first_is_app(Z3_context c, Z3_ast_vector v) {
  Z3_ast p[1];
  if (pick(c, v, p, 1) != 1)
    return false;
  bool yes = Z3_is_app(c, p[0]);
  Z3_dec_ref(c, p[0]);
  return yes;
}
// And with one or two results:
int make(Z3_context c, Z3_ast out[2], bool second) {
  out[0] = Z3_mk_fresh_const(c, "a", Z3_mk_int_sort(c));
  Z3_inc_ref(c, out[0]);
  if (!second)
    return 1;
  out[1] = Z3_mk_fresh_const(c, "b", Z3_mk_int_sort(c));
  Z3_inc_ref(c, out[1]);
  return 2;
}
void use(Z3_context c, bool second) {
  Z3_ast v[2];
  int n = make(c, v, second);
  for (int i = 0; i < n; i++)
    Z3_dec_ref(c, v[i]);
}
