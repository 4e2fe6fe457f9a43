// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// All that is in a local table is released.
#include <z3.h>

static Z3_ast ref(Z3_context c, Z3_ast a) {
  Z3_inc_ref(c, a);
  return a;
}
static Z3_ast inum(Z3_context c, int v) {
  return ref(c, Z3_mk_int(c, v, Z3_mk_int_sort(c)));
}

static void drop(Z3_context c, Z3_ast a) {
  if (a)
    Z3_dec_ref(c, a);
}
static int make(Z3_context c, int v, Z3_ast *out) {
  if (v < 0)
    return -1;
  *out = inum(c, v + 100);
  return 0;
}
Z3_ast copy(Z3_context c, Z3_ast a) {
  Z3_inc_ref(c, a);
  return a;
}
void b1(Z3_context c, int n) {
  struct {
    Z3_ast v[64];
    int k;
  } b;
  b.k = 0;
  for (int i = 0; i < n; i++)
    b.v[b.k++] = inum(c, i);
  for (int i = 0; i < b.k; i++)
    drop(c, b.v[i]);
}
void b2(Z3_context c, int n) {
  struct {
    Z3_ast v[64];
    int k;
  } b;
  b.k = 0;
  for (int i = 0; i < n; i++)
    if (make(c, i - 1, &b.v[b.k]) == 0)
      b.k++;
  for (int i = 0; i < b.k; i++)
    Z3_dec_ref(c, b.v[i]);
}
void b4(Z3_context c) {
  struct {
    Z3_ast v[64];
    int k;
  } b;
  b.k = 0;
  b.v[b.k++] = inum(c, 1);
  for (int i = 0; i < b.k;) {
    Z3_dec_ref(c, b.v[i]);
    b.v[i] = b.v[--b.k];
  }
}
void b6(Z3_context c, int n) {
  struct {
    Z3_ast v[64];
    int k;
  } b;
  b.k = 0;
  for (int i = 0; i < n; i++) {
    b.v[b.k] = Z3_mk_int(c, i + 90, Z3_mk_int_sort(c));
    Z3_inc_ref(c, b.v[b.k]);
    b.k++;
  }
  if (b.k > 0) {
    Z3_dec_ref(c, b.v[--b.k]);
  }
  for (int i = 0; i < b.k; i++)
    Z3_dec_ref(c, b.v[i]);
}
