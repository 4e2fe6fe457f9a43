// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The tree of the C library keeps the node.
#include <stdlib.h>
#include <z3.h>
static inline Z3_ast kept(Z3_context c, Z3_ast t) {
  Z3_inc_ref(c, t);
  return t;
}
static inline Z3_ast num(Z3_context c, int n) {
  return kept(c, Z3_mk_int(c, n, Z3_mk_int_sort(c)));
}
#include <search.h>
struct key {
  int id;
  Z3_ast t;
};
static int kc(const void *a, const void *b) {
  return ((const struct key *)a)->id - ((const struct key *)b)->id;
}
static Z3_context C;
static void kf(void *p) {
  struct key *k = p;
  Z3_dec_ref(C, k->t);
  free(k);
}
static Z3_ast get(void **root, int id) {
  struct key q = {id, NULL};
  void *n = tfind(&q, root, kc);
  if (n)
    return (*(struct key **)n)->t;
  struct key *k = malloc(sizeof *k);
  if (!k)
    return NULL;
  k->id = id;
  k->t = num(C, id);
  if (!tsearch(k, root, kc)) {
    kf(k);
    return NULL;
  }
  return k->t;
}
static void del(void **root, int id) {
  struct key q = {id, NULL};
  void *n = tfind(&q, root, kc);
  if (!n)
    return;
  struct key *k = *(struct key **)n;
  tdelete(&q, root, kc);
  kf(k);
}
int f(Z3_context c, int n) {
  void *root = NULL;
  C = c;
  int s = 0;
  for (int i = 0; i < n; i++) {
    Z3_ast t = get(&root, i % 7);
    if (!t)
      break;
    s += Z3_get_ast_id(c, t);
  }
  del(&root, 3);
  while (root) {
    struct key *k = *(struct key **)root;
    tdelete(k, &root, kc);
    kf(k);
  }
  return s;
}
