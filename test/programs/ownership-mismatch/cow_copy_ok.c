// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A list that is copied when it is written to and others have it.
// The copy retains what it has.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <z3.h>
struct list {
  int refs;
  unsigned n;
  Z3_ast at[8];
};
static Z3_context C;
static struct list *fresh(void) {
  struct list *l = calloc(1, sizeof *l);
  if (!l)
    abort();
  l->refs = 1;
  return l;
}
static void unref(struct list *l) {
  if (--l->refs)
    return;
  while (l->n)
    Z3_dec_ref(C, l->at[--l->n]);
  free(l);
}
static struct list *own(struct list *l) {
  if (l->refs == 1)
    return l;
  struct list *k = fresh();
  memcpy(k->at, l->at, l->n * sizeof l->at[0]);
  k->n = l->n;
  for (unsigned i = 0; i < k->n; i++)
    Z3_inc_ref(C, k->at[i]);
  l->refs--;
  return k;
}
static struct list *append(struct list *l, Z3_ast t) {
  Z3_inc_ref(C, t);
  l = own(l);
  l->at[l->n++] = t;
  return l;
}
int main(void) {
  Z3_config g = Z3_mk_config();
  C = Z3_mk_context_rc(g);
  Z3_del_config(g);
  struct list *a = append(fresh(), Z3_mk_int(C, 71, Z3_mk_int_sort(C)));
  a->refs++;
  struct list *b = append(a, Z3_mk_int(C, 72, Z3_mk_int_sort(C)));
  printf("%u %u\n", a->n, b->n);
  unref(a);
  unref(b);
  Z3_del_context(C);
  return 0;
}
