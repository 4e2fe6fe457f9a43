// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The last iteration releases, and the loop ends.
#include <stdio.h>
#include <z3.h>
static Z3_ast ivar(Z3_context c, const char *n) {
  Z3_ast x = Z3_mk_const(c, Z3_mk_string_symbol(c, n), Z3_mk_int_sort(c));
  Z3_inc_ref(c, x);
  return x;
}
void f1(Z3_context c, int n) {
  if (n <= 0)
    return;
  Z3_ast x = ivar(c, "x");
  for (int i = 0; i < n; i++) {
    printf("%u\n", Z3_get_ast_hash(c, x));
    if (i == n - 1)
      Z3_dec_ref(c, x);
  }
}
void f2(Z3_context c, int n) {
  Z3_ast x = NULL;
  for (int i = 0; i < n; i++) {
    if (i == 0)
      x = ivar(c, "x");
    printf("%u\n", Z3_get_ast_hash(c, x));
    if (i + 1 == n)
      Z3_dec_ref(c, x);
  }
}
void f4(Z3_context c, int n) {
  if (n <= 0)
    return;
  Z3_ast x = ivar(c, "x");
  while (n > 0) {
    printf("%u\n", Z3_get_ast_hash(c, x));
    if (--n == 0)
      Z3_dec_ref(c, x);
  }
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
