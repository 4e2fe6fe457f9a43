// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The last iteration releases, and the loop ends.
#include <stdio.h>
#include <stdlib.h>
#include <z3.h>

static Z3_ast ref(Z3_context c, Z3_ast a) {
  Z3_inc_ref(c, a);
  return a;
}
static Z3_ast ivar(Z3_context c, const char *n) {
  return ref(c, Z3_mk_const(c, Z3_mk_string_symbol(c, n), Z3_mk_int_sort(c)));
}

void f5(Z3_context c, int n) {
  if (n <= 0 || n > 4)
    return;
  Z3_ast x = ivar(c, "x"), v[4];
  for (int i = 0; i < n; i++) {
    if (i < n - 1)
      Z3_inc_ref(c, x);
    v[i] = x;
  }
  for (int i = 0; i < n; i++)
    Z3_dec_ref(c, v[i]);
}
void f6(Z3_context c, Z3_solver s, int n) {
  Z3_ast x = ivar(c, "x");
  for (int i = 0;; i++) {
    printf("%u\n", Z3_get_ast_hash(c, x));
    if (i == n - 1) {
      Z3_dec_ref(c, x);
      break;
    }
  }
}
