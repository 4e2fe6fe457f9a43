// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The count is of the references beside the first one.
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <z3.h>

struct o {
  size_t extra;
  Z3_context c;
  Z3_ast t;
};
static struct o *make(Z3_context c, Z3_ast t) {
  struct o *o = malloc(sizeof *o);
  if (!o)
    abort();
  o->extra = 0;
  o->c = c;
  o->t = t;
  Z3_inc_ref(c, t);
  return o;
}
static struct o *ref(struct o *o) {
  ++o->extra;
  return o;
}
static void unref(struct o *o) {
  if (o->extra-- == 0) {
    Z3_dec_ref(o->c, o->t);
    free(o);
  }
}
static void set(struct o **p, struct o *o) {
  ref(o);
  if (*p)
    unref(*p);
  *p = o;
}
struct o *f(Z3_context c, Z3_ast t, unsigned n) {
  struct o *h = make(c, t);
  for (unsigned i = 0; i < n; i++) {
    struct o *x = make(c, Z3_mk_not(c, h->t));
    set(&h, x);
    unref(x);
  }
  struct o *y = ref(h);
  unref(h);
  struct o *z = ref(y);
  unref(y);
  Z3_get_ast_id(c, z->t);
  return z;
}
