// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The entry is in a list and in a bucket, and leaves both.
#include <stdlib.h>
#include <z3.h>
static Z3_ast kept(Z3_context c, Z3_ast t) {
  Z3_inc_ref(c, t);
  return t;
}
#define NB 16
struct e {
  unsigned key;
  Z3_ast t;
  struct e *hnext, *prev, *next;
};
struct lru {
  Z3_context c;
  struct e *b[NB];
  struct e sent;
  unsigned n, cap;
};
static void unlink_e(struct e *e) {
  e->prev->next = e->next;
  e->next->prev = e->prev;
}
static void front(struct lru *l, struct e *e) {
  e->next = l->sent.next;
  e->prev = &l->sent;
  e->next->prev = e;
  l->sent.next = e;
}
static void evict(struct lru *l) {
  struct e *e = l->sent.prev;
  unlink_e(e);
  struct e **p = &l->b[e->key % NB];
  while (*p != e)
    p = &(*p)->hnext;
  *p = e->hnext;
  Z3_dec_ref(l->c, e->t);
  free(e);
  l->n--;
}
Z3_ast get(struct lru *l, unsigned key) {
  for (struct e *e = l->b[key % NB]; e; e = e->hnext)
    if (e->key == key) {
      unlink_e(e);
      front(l, e);
      return e->t;
    }
  struct e *e = malloc(sizeof *e);
  if (!e)
    return NULL;
  e->key = key;
  e->t = kept(l->c, Z3_mk_int(l->c, (int)key, Z3_mk_int_sort(l->c)));
  if (l->n == l->cap)
    evict(l);
  e->hnext = l->b[key % NB];
  l->b[key % NB] = e;
  front(l, e);
  l->n++;
  return e->t;
}
void clear(struct lru *l) {
  while (l->n)
    evict(l);
}
void sum(struct lru *l, Z3_solver s, unsigned n) {
  for (unsigned i = 0; i < n; i++) {
    Z3_ast t = get(l, i);
    if (!t)
      break;
    Z3_solver_assert(l->c, s, Z3_mk_eq(l->c, t, t));
  }
}
