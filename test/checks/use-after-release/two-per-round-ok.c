// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Each of two releases takes another element.
#include <z3.h>
struct scope {
  Z3_context ctx;
  Z3_ast terms[8];
  unsigned count;
};
void add(struct scope *s, Z3_ast term) {
  Z3_inc_ref(s->ctx, term);
  s->terms[s->count++] = term;
}
void leave_pairs(struct scope *s) {
  while (s->count > 0) {
    Z3_dec_ref(s->ctx, s->terms[--s->count]);
    Z3_dec_ref(s->ctx, s->terms[--s->count]);
  }
}
