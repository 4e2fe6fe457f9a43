// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The node is unlinked through its neighbours, or it is the first or last one.
#include <stdlib.h>
#include <z3.h>
struct n {
  Z3_ast t;
  struct n *prev, *next;
};
struct l {
  struct n *first, *last;
};
static void rm(Z3_context c, struct l *l, struct n *n) {
  if (n->prev)
    n->prev->next = n->next;
  else
    l->first = n->next;
  if (n->next)
    n->next->prev = n->prev;
  else
    l->last = n->prev;
  Z3_dec_ref(c, n->t);
  free(n);
}
void clear(Z3_context c, struct l *l) {
  while (l->first)
    rm(c, l, l->first);
}
void clear_back(Z3_context c, struct l *l) {
  while (l->last)
    rm(c, l, l->last);
}
