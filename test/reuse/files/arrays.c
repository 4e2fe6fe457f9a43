// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whether an array is a container, a loop in another function decides.

#include <stdlib.h>
#include <z3.h>

struct pool {
  Z3_context c;
  Z3_ast *items;
  unsigned n;
};

void pool_put(struct pool *p, unsigned value) {
  Z3_ast x = Z3_mk_int(p->c, (int)value, Z3_mk_int_sort(p->c));
  Z3_inc_ref(p->c, x);
  p->items = realloc(p->items, (p->n + 1) * sizeof *p->items);
  p->items[p->n++] = x;
}

void pool_clear(struct pool *p) {
  for (unsigned i = 0; i < p->n; i++)
    Z3_dec_ref(p->c, p->items[i]);
  free(p->items);
  p->items = NULL;
  p->n = 0;
}

void pool_touch(struct pool *p) {
  if (p->n > 0)
    Z3_get_ast_id(p->c, p->items[0]);
}
