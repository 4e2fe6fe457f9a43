// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// All that is in a local table is released.
#include <stdlib.h>
#include <string.h>
#include <z3.h>

static Z3_ast ref(Z3_context c, Z3_ast a) {
  Z3_inc_ref(c, a);
  return a;
}
static Z3_ast inum(Z3_context c, int v) {
  return ref(c, Z3_mk_int(c, v, Z3_mk_int_sort(c)));
}

typedef struct {
  Z3_ast a;
  int n;
} P;
static void p_done(Z3_context c, P *p) {
  Z3_dec_ref(c, p->a);
  p->a = NULL;
}
static int p_try(Z3_context c, P *p, int v) {
  if (v < 0)
    return -1;
  p->a = inum(c, v);
  p->n = v;
  return 0;
}
void t1(Z3_context c, int n) {
  P v[64];
  int k = 0;
  for (int i = 0; i < n; i++) {
    v[k].a = inum(c, i);
    v[k].n = i;
    k++;
  }
  for (P *p = v, *e = v + k; p != e; p++)
    p_done(c, p);
}
void t2(Z3_context c, int n) {
  P v[64];
  int k = 0;
  for (int i = 0; i < n; i++) {
    v[k].a = inum(c, i);
    v[k].n = i;
    k++;
  }
  for (P *p = v; p < v + k; p++)
    p_done(c, p);
}
void t3(Z3_context c, int n) {
  P v[64];
  int k = 0;
  for (int i = 0; i < n; i++) {
    v[k].a = inum(c, i);
    v[k].n = i;
    k++;
  }
  for (P *p = v, *e = v + k; p != e; p++)
    Z3_dec_ref(c, p->a);
}
void t5(Z3_context c, int n) {
  struct {
    P v[64];
    int k;
  } b;
  b.k = 0;
  for (int i = 0; i < n; i++) {
    b.v[b.k].a = inum(c, i);
    b.v[b.k].n = i;
    b.k++;
  }
  for (int i = 0; i < b.k; i++)
    Z3_dec_ref(c, b.v[i].a);
}
void t6(Z3_context c, int n) {
  struct {
    P v[64];
    int k;
  } b;
  b.k = 0;
  for (int i = 0; i < n; i++)
    if (p_try(c, &b.v[b.k], i - 1) == 0)
      b.k++;
  while (b.k > 0)
    Z3_dec_ref(c, b.v[--b.k].a);
}
