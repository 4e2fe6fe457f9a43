// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The entry around the link is unlinked before it is released.
#include <stddef.h>
#include <stdlib.h>
#include <z3.h>
struct link {
  struct link *prev, *next;
};
struct entry {
  Z3_ast term;
  struct link link;
};
#define entry_of(l)                                                            \
  ((struct entry *)((char *)(l) - offsetof(struct entry, link)))
static void drop(Z3_context c, struct entry *e) {
  e->link.prev->next = e->link.next;
  e->link.next->prev = e->link.prev;
  Z3_dec_ref(c, e->term);
  free(e);
}
void clear(Z3_context c, struct link *head) {
  while (head->next != head)
    drop(c, entry_of(head->next));
}
