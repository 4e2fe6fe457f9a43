// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The callee clears the pointer that it was found by, through the object's
// pointer back.
#include <stdlib.h>
#include <z3.h>
static inline Z3_ast kept(Z3_context c, Z3_ast t) {
  Z3_inc_ref(c, t);
  return t;
}
static inline Z3_ast num(Z3_context c, int n) {
  return kept(c, Z3_mk_int(c, n, Z3_mk_int_sort(c)));
}
struct mgr;
struct o {
  struct mgr *m;
  Z3_ast t;
};
struct mgr {
  Z3_context c;
  struct o *cur;
};
static void close_o(struct o *o) {
  struct mgr *m = o->m;
  m->cur = NULL;
  Z3_dec_ref(m->c, o->t);
  free(o);
}
static struct o *open_o(struct mgr *m, int n) {
  struct o *o = malloc(sizeof *o);
  if (!o)
    return NULL;
  o->m = m;
  o->t = num(m->c, n);
  m->cur = o;
  return o;
}
void f(struct mgr *m, int n) {
  for (int i = 0; i < n; i++) {
    if (m->cur)
      close_o(m->cur);
    if (!open_o(m, i))
      break;
  }
  if (m->cur)
    close_o(m->cur);
}
void g(struct mgr *m) {
  while (m->cur)
    close_o(m->cur);
}
