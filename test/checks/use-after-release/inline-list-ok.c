// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Each node of a list that a loop has made is released once.
#include <stdlib.h>
#include <z3.h>

static Z3_ast ref(Z3_context c, Z3_ast a) {
  Z3_inc_ref(c, a);
  return a;
}
static Z3_ast inum(Z3_context c, int v) {
  return ref(c, Z3_mk_int(c, v, Z3_mk_int_sort(c)));
}

typedef struct node {
  Z3_ast a;
  int k;
  struct node *next;
} node;
static void node_free(Z3_context c, node *x) {
  Z3_dec_ref(c, x->a);
  free(x);
}
static void list_free(Z3_context c, node *h) {
  while (h) {
    node *x = h;
    h = h->next;
    node_free(c, x);
  }
}
static void list_free2(Z3_context c, node *h) {
  while (h) {
    node *x = h;
    h = h->next;
    Z3_dec_ref(c, x->a);
    free(x);
  }
}
static void list_free3(Z3_context c, node *h) {
  node *nx;
  for (; h; h = nx) {
    nx = h->next;
    Z3_dec_ref(c, h->a);
    free(h);
  }
}
static void list_free4(Z3_context c, node **h) {
  while (*h) {
    node *x = *h;
    *h = x->next;
    Z3_dec_ref(c, x->a);
    free(x);
  }
}
static node *pop(node **h) {
  node *x = *h;
  *h = x->next;
  return x;
}
void i1(Z3_context c, int n) {
  node *h = NULL;
  for (int i = 0; i < n; i++) {
    node *x = malloc(sizeof *x);
    x->a = inum(c, i);
    x->next = h;
    h = x;
  }
  list_free(c, h);
}
void i2(Z3_context c, int n) {
  node *h = NULL;
  for (int i = 0; i < n; i++) {
    node *x = malloc(sizeof *x);
    x->a = inum(c, i);
    x->next = h;
    h = x;
  }
  list_free2(c, h);
}
void i3(Z3_context c, int n) {
  node *h = NULL;
  for (int i = 0; i < n; i++) {
    node *x = malloc(sizeof *x);
    x->a = inum(c, i);
    x->next = h;
    h = x;
  }
  list_free3(c, h);
}
void i4(Z3_context c, int n) {
  node *h = NULL;
  for (int i = 0; i < n; i++) {
    node *x = malloc(sizeof *x);
    x->a = inum(c, i);
    x->next = h;
    h = x;
  }
  list_free4(c, &h);
}
void i5(Z3_context c, int n) {
  node *h = NULL;
  for (int i = 0; i < n; i++) {
    node *x = calloc(1, sizeof *x);
    x->a = inum(c, i);
    x->k = i;
    x->next = h;
    h = x;
  }
  while (h)
    node_free(c, pop(&h));
}
void i6(Z3_context c, int n) {
  node *h = NULL;
  for (int i = 0; i < n; i++) {
    node *x = malloc(sizeof *x);
    if (!x) {
      list_free(c, h);
      return;
    }
    x->a = inum(c, i);
    x->next = h;
    h = x;
  }
  list_free(c, h);
}
void i7(Z3_context c, int n) {
  node *h = NULL;
  for (int i = 0; i < n; i++) {
    node *x = malloc(sizeof *x);
    x->a = inum(c, i);
    x->next = h;
    h = x;
  }
  while (h) {
    node *x = h->next;
    node_free(c, h);
    h = x;
  }
}
void i8(Z3_context c, int n) {
  node *h = NULL;
  for (int i = 0; i < n; i++) {
    node *x = malloc(sizeof *x);
    x->a = inum(c, i);
    x->next = h;
    h = x;
  }
  for (node *x = h; x; x = x->next)
    Z3_dec_ref(c, x->a);
  while (h) {
    node *x = h->next;
    free(h);
    h = x;
  }
}
static node *i9(Z3_context c, int n) {
  node *h = NULL;
  for (int i = 0; i < n; i++) {
    node *x = malloc(sizeof *x);
    x->a = inum(c, i);
    x->next = h;
    h = x;
  }
  return h;
}
void i10(Z3_context c, int n) {
  node *h = i9(c, n);
  list_free(c, h);
}
void i11(Z3_context c, int n) {
  node *h = NULL, *x;
  for (int i = 0; i < n; i++) {
    x = malloc(sizeof *x);
    x->a = inum(c, i);
    x->next = h;
    h = x;
  }
  list_free(c, h);
}
void i12(Z3_context c, int n) {
  node *h = NULL;
  for (int i = 0; i < n; i++) {
    node *x = malloc(sizeof *x);
    *x = (node){inum(c, i), i, h};
    h = x;
  }
  list_free(c, h);
}
void i13(Z3_context c, int n) {
  node *h = NULL, **t = &h;
  for (int i = 0; i < n; i++) {
    node *x = malloc(sizeof *x);
    x->a = inum(c, i);
    x->next = NULL;
    *t = x;
    t = &x->next;
  }
  list_free(c, h);
}
