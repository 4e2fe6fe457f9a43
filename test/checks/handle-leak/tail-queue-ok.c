// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// An entry is linked at the place where the last one ends.
#include <stdlib.h>
#include <z3.h>
struct e {
  Z3_ast t;
  struct e *next, **prev;
};
struct q {
  struct e *first, **last;
};
static int put(Z3_context c, struct q *q, Z3_ast t) {
  struct e *e = malloc(sizeof *e);
  if (!e)
    return -1;
  e->t = t;
  Z3_inc_ref(c, t);
  e->next = NULL;
  e->prev = q->last;
  *q->last = e;
  q->last = &e->next;
  return 0;
}
static void clear(Z3_context c, struct q *q) {
  struct e *n;
  for (struct e *e = q->first; e; e = n) {
    n = e->next;
    Z3_dec_ref(c, e->t);
    free(e);
  }
  q->first = NULL;
  q->last = &q->first;
}
int f(Z3_context c, Z3_solver s, unsigned n) {
  struct q q;
  q.first = NULL;
  q.last = &q.first;
  for (unsigned i = 0; i < n; i++) {
    Z3_ast t = Z3_mk_int(c, (int)i, Z3_mk_int_sort(c));
    Z3_inc_ref(c, t);
    int e = put(c, &q, t);
    Z3_dec_ref(c, t);
    if (e)
      break;
  }
  clear(c, &q);
  return 0;
}
