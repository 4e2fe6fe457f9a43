// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A helper counts down under a lock.
#include <pthread.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <z3.h>
struct o;
static int last(struct o *o);
struct o {
  pthread_mutex_t m;
  int refs;
  Z3_context c;
  Z3_ast t;
};
static struct o *make(Z3_context c, Z3_ast t) {
  struct o *o = malloc(sizeof *o);
  if (!o)
    abort();
  pthread_mutex_init(&o->m, 0);
  o->refs = 1;
  o->c = c;
  o->t = t;
  Z3_inc_ref(c, t);
  return o;
}
static struct o *ref(struct o *o) {
  pthread_mutex_lock(&o->m);
  o->refs++;
  pthread_mutex_unlock(&o->m);
  return o;
}
static void unref(struct o *o) {
  if (last(o)) {
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
static int last(struct o *o) {
  pthread_mutex_lock(&o->m);
  int z = --o->refs == 0;
  pthread_mutex_unlock(&o->m);
  return z;
}
