// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The second element is behind the first one.
#include <stdlib.h>
#include <z3.h>
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
int g(Z3_context c) {
  struct q q = {0};
  int rc = 0;
  Z3_ast a = Z3_mk_int(c, 1, Z3_mk_int_sort(c));
  Z3_inc_ref(c, a);
  Z3_ast b = Z3_mk_int(c, 2, Z3_mk_int_sort(c));
  Z3_inc_ref(c, b);
  if (put(&q, a)) {
    Z3_dec_ref(c, a);
    rc = 1;
  }
  if (put(&q, b)) {
    Z3_dec_ref(c, b);
    rc = 1;
  }
  clear(c, &q);
  return rc;
}
