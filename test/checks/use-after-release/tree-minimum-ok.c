// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The leftmost node leaves the tree by its parent.
#include <stdlib.h>
#include <z3.h>
struct n {
  Z3_ast t;
  struct n *l, *r, *p;
};
struct tree {
  Z3_context c;
  struct n *root;
};
static struct n *leftmost(struct n *x) {
  while (x->l)
    x = x->l;
  return x;
}
static void unlink_(struct tree *t, struct n *x) {
  struct n *k = x->l ? x->l : x->r;
  if (k)
    k->p = x->p;
  if (!x->p)
    t->root = k;
  else if (x->p->l == x)
    x->p->l = k;
  else
    x->p->r = k;
}
void popmin(struct tree *t) {
  struct n *x = leftmost(t->root);
  unlink_(t, x);
  Z3_dec_ref(t->c, x->t);
  free(x);
}
void clear(struct tree *t) {
  while (t->root)
    popmin(t);
}
void postorder(struct tree *t) {
  struct n *x = t->root;
  while (x) {
    if (x->l)
      x = x->l;
    else if (x->r)
      x = x->r;
    else {
      struct n *p = x->p;
      if (p) {
        if (p->l == x)
          p->l = NULL;
        else
          p->r = NULL;
      }
      Z3_dec_ref(t->c, x->t);
      free(x);
      x = p;
    }
  }
  t->root = NULL;
}
