// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// LIST_REMOVE of <sys/queue.h> writes to where the entry was found.
#include <stdlib.h>
#include <sys/queue.h>
#include <z3.h>
struct e {
  Z3_ast t;
  LIST_ENTRY(e) link;
};
LIST_HEAD(q, e);
static void drop(Z3_context c, struct e *e) {
  LIST_REMOVE(e, link);
  Z3_dec_ref(c, e->t);
  free(e);
}
void clear(Z3_context c, struct q *q) {
  while (!LIST_EMPTY(q))
    drop(c, LIST_FIRST(q));
}
void clear2(Z3_context c, struct q *q) {
  struct e *e;
  while ((e = LIST_FIRST(q)) != NULL)
    drop(c, e);
}
