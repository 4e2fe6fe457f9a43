// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The count calls what ends the object around it.
#include <stddef.h>
#include <stdlib.h>
#include <z3.h>
struct kref {
  int n;
};
static void kref_init(struct kref *k) { k->n = 1; }
static void kref_get(struct kref *k) { k->n++; }
static int kref_put(struct kref *k, void (*release)(struct kref *)) {
  if (--k->n == 0) {
    release(k);
    return 1;
  }
  return 0;
}
struct o {
  struct kref ref;
  Z3_context c;
  Z3_ast t;
};
static struct o *make(Z3_context c, Z3_ast t) {
  struct o *o = malloc(sizeof *o);
  if (!o)
    abort();
  kref_init(&o->ref);
  o->c = c;
  o->t = t;
  Z3_inc_ref(c, t);
  return o;
}
static struct o *ref(struct o *o) {
  kref_get(&o->ref);
  return o;
}
static void destroy(struct o *o) {
  Z3_dec_ref(o->c, o->t);
  free(o);
}
static void o_release(struct kref *k) {
  destroy((struct o *)((char *)k - offsetof(struct o, ref)));
}
static void unref(struct o *o) { kref_put(&o->ref, o_release); }
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
