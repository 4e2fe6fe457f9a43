// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The entry is in the list by the link in it.
#include <stdlib.h>
#include <z3.h>
struct link {
  struct link *prev, *next;
};
struct entry {
  Z3_ast term;
  struct link link;
};
static void link_front(struct link *h, struct link *l) {
  l->next = h->next;
  l->prev = h;
  h->next->prev = l;
  h->next = l;
}
static Z3_ast remember(Z3_context c, struct link *head, int key) {
  struct entry *e = malloc(sizeof *e);
  if (!e)
    return NULL;
  e->term = Z3_mk_int(c, key, Z3_mk_int_sort(c));
  Z3_inc_ref(c, e->term);
  link_front(head, &e->link);
  Z3_inc_ref(c, e->term);
  return e->term;
}
void all(Z3_context c, struct link *head, Z3_solver s, unsigned n, Z3_ast x) {
  for (unsigned i = 0; i < n; i++) {
    Z3_ast k = remember(c, head, i);
    if (!k)
      break;
    Z3_solver_assert(c, s, Z3_mk_distinct(c, 2, (Z3_ast[]){x, k}));
    Z3_dec_ref(c, k);
  }
}
