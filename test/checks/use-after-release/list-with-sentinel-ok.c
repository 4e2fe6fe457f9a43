// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The node is unlinked through its neighbours, of which one may be the list
// itself.
#include <stdbool.h>
#include <stdlib.h>
#include <z3.h>
struct n {
  Z3_ast t;
  struct n *prev, *next;
};
void clear(Z3_context c, struct n *h) {
  for (struct n *p = h->next, *q = p->next; p != h; p = q, q = p->next) {
    Z3_dec_ref(c, p->t);
    free(p);
  }
  h->prev = h->next = h;
}
static void del(struct n *n) {
  n->prev->next = n->next;
  n->next->prev = n->prev;
}
void clear2(Z3_context c, struct n *h) {
  while (h->next != h) {
    struct n *n = h->next;
    del(n);
    Z3_dec_ref(c, n->t);
    free(n);
  }
}
static bool empty(const struct n *h) { return h->next == h; }
static struct n *pop(struct n *h) {
  struct n *n = h->next;
  del(n);
  return n;
}
void clear3(Z3_context c, struct n *h) {
  while (!empty(h)) {
    struct n *n = pop(h);
    Z3_dec_ref(c, n->t);
    free(n);
  }
}
void clear4(Z3_context c, struct n *h) {
  struct n *n;
  while ((n = h->prev) != h) {
    h->prev = n->prev;
    n->prev->next = h;
    Z3_dec_ref(c, n->t);
    free(n);
  }
}
static void destroy(Z3_context c, struct n *n) {
  del(n);
  Z3_dec_ref(c, n->t);
  free(n);
}
void evict(Z3_context c, struct n *h, unsigned *size, unsigned cap) {
  while (*size > cap) {
    destroy(c, h->prev);
    --*size;
  }
}
void evict2(Z3_context c, struct n *h, unsigned size, unsigned cap) {
  for (; size > cap; size--) {
    struct n *old = h->prev;
    destroy(c, old);
  }
}
