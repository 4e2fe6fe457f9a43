// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What is not null in the array is released.
#include <z3.h>
static Z3_ast num(Z3_context c, int n) {
  Z3_ast t = Z3_mk_int(c, n, Z3_mk_int_sort(c));
  Z3_inc_ref(c, t);
  return t;
}
void k(Z3_context c) {
  Z3_ast v[6] = {0};
  v[0] = num(c, 0);
  v[3] = num(c, 3);
  v[5] = num(c, 5);
  for (int i = 0; i < 6; i++)
    if (v[i])
      Z3_dec_ref(c, v[i]);
}
