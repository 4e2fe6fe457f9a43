// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A helper releases the element that a pointer is at.
#include <stdlib.h>
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
typedef struct {
  P *v;
  int n, cap;
} T;
static void p_done(Z3_context c, P *p) {
  Z3_dec_ref(c, p->a);
  p->a = NULL;
}
static void a_done(Z3_context c, Z3_ast *p) {
  Z3_dec_ref(c, *p);
  *p = NULL;
}
static P *t_add(T *t) {
  if (t->n == t->cap) {
    t->cap = t->cap ? 2 * t->cap : 4;
    t->v = realloc(t->v, t->cap * sizeof *t->v);
  }
  return &t->v[t->n++];
}
void w1(Z3_context c, int n) {
  Z3_ast v[16];
  int k = 0;
  while (k < n) {
    v[k] = inum(c, k);
    k++;
  }
  for (Z3_ast *p = v; p < v + k; p++)
    a_done(c, p);
}
void w2(Z3_context c, int n) {
  P v[16];
  for (int i = 0; i < n; i++)
    v[i].a = inum(c, i);
  P *p = v;
  while (p < v + n)
    p_done(c, p++);
}
void w3(Z3_context c, int n) {
  P v[16];
  for (int i = 0; i < n; i++)
    v[i].a = inum(c, i);
  for (int i = 0; i < n; i++) {
    P *p = &v[i];
    p_done(c, p);
  }
}
void w4(Z3_context c, int n) {
  P v[16];
  for (int i = 0; i < n; i++)
    v[i].a = inum(c, i);
  for (P *p = v + n; p-- > v;)
    p_done(c, p);
}
void w5(Z3_context c, int n) {
  T t = {NULL, 0, 0};
  for (int i = 0; i < n; i++)
    t_add(&t)->a = inum(c, i);
  for (P *p = t.v, *e = t.v + t.n; p < e; p++)
    p_done(c, p);
  free(t.v);
}
void w6(Z3_context c, int n) {
  T t = {NULL, 0, 0};
  for (int i = 0; i < n; i++) {
    P *p = t_add(&t);
    p->a = inum(c, i);
    p->n = i;
  }
  for (int i = 0; i < t.n; i++)
    p_done(c, &t.v[i]);
  free(t.v);
}
static void t_free(Z3_context c, T *t) {
  for (P *p = t->v; p != t->v + t->n; ++p)
    p_done(c, p);
  free(t->v);
  t->v = NULL;
  t->n = t->cap = 0;
}
void w7(Z3_context c, int n) {
  T t = {NULL, 0, 0};
  for (int i = 0; i < n; i++) {
    P *p = t_add(&t);
    p->a = inum(c, i);
    p->n = i;
  }
  t_free(c, &t);
}
void w8(Z3_context c, int n) {
  T t = {NULL, 0, 0};
  for (int i = 0; i < n; i++) {
    P *p = t_add(&t);
    p->a = inum(c, i);
    p->n = i;
  }
  while (t.n)
    Z3_dec_ref(c, t.v[--t.n].a);
  free(t.v);
}
static void all(Z3_context c, P *b, P *e) {
  for (; b != e; b++)
    p_done(c, b);
}
void w9(Z3_context c, int n) {
  P v[16];
  for (int i = 0; i < n; i++)
    v[i].a = inum(c, i);
  all(c, v, v + n);
}
