// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The queue is filled at its end and emptied from its beginning.
#include <stdlib.h>
#include <z3.h>
static inline Z3_ast kept(Z3_context c, Z3_ast t) {
  Z3_inc_ref(c, t);
  return t;
}
static inline Z3_ast num(Z3_context c, int n) {
  return kept(c, Z3_mk_int(c, n, Z3_mk_int_sort(c)));
}
struct e {
  Z3_ast t;
  struct e *next;
};
struct q {
  struct e *first, *last;
};
static int put(struct q *q, Z3_ast t) {
  struct e *e = malloc(sizeof *e);
  if (!e)
    return -1;
  e->t = t;
  e->next = NULL;
  if (q->last)
    q->last->next = e;
  else
    q->first = e;
  q->last = e;
  return 0;
}
static void clear(Z3_context c, struct q *q) {
  while (q->first) {
    struct e *e = q->first;
    q->first = e->next;
    Z3_dec_ref(c, e->t);
    free(e);
  }
  q->last = NULL;
}
int f(Z3_context c, Z3_solver s, unsigned n) {
  struct q q = {0};
  int rc = 0;
  for (unsigned i = 0; i < n; i++) {
    Z3_ast t = num(c, i);
    if (put(&q, t)) {
      Z3_dec_ref(c, t);
      rc = -1;
      break;
    }
  }
  clear(c, &q);
  return rc;
}
