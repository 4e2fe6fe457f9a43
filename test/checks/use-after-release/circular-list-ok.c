// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Each entry is unlinked through its neighbours before it is released.
#include <stddef.h>
#include <stdlib.h>
#include <z3.h>
struct entry {
  Z3_ast term;
  struct entry *prev, *next;
};
static void drop(Z3_context c, struct entry *e) {
  e->prev->next = e->next;
  e->next->prev = e->prev;
  Z3_dec_ref(c, e->term);
  free(e);
}
void clear(Z3_context c, struct entry *head) {
  while (head->next != head)
    drop(c, head->next);
}
