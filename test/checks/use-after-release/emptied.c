// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-use-after-release
// The function that gives back all elements of an array leaves their number, and
// they are given back once more: it sets the number to 0.
#include <stdio.h>
#include <z3.h>

struct query {
  Z3_context c;
  unsigned n;
  Z3_ast terms[4];
};

static void add(struct query *q, Z3_ast t) {
  Z3_inc_ref(q->c, t);
  q->terms[q->n++] = t;
}

static void drop(struct query *q) {
  for (unsigned i = 0; i < q->n; i++)
    Z3_dec_ref(q->c, q->terms[i]);
  // fix: q->n = 0;
}

static void twiceBad(Z3_context c, Z3_ast t) {
  struct query q = {c, 0, {NULL}};
  add(&q, t);
  add(&q, Z3_mk_int(c, 2000, Z3_mk_int_sort(c)));
  drop(&q);
  drop(&q); // warn: is released a second time
}

static void onceOk(Z3_context c, Z3_ast t) {
  struct query q = {c, 0, {NULL}};
  add(&q, t);
  drop(&q);
}

// The number is asked for behind it.
struct list {
  Z3_context c;
  unsigned n;
  Z3_ast terms[4];
};

static void list_drop(struct list *l) {
  for (unsigned i = 0; i < l->n; i++)
    Z3_dec_ref(l->c, l->terms[i]);
}

static void list_add(struct list *l, Z3_ast t) {
  Z3_inc_ref(l->c, t);
  l->terms[l->n++] = t;
}

static int is_full(const struct list *l) { return l->n == 4; }

int countedBad(Z3_context c, Z3_ast t) {
  struct list l = {c, 0, {NULL}};
  list_add(&l, t);
  list_add(&l, Z3_mk_int(c, 3000, Z3_mk_int_sort(c)));
  list_drop(&l);
  list_drop(&l); // warn-nofix: is released a second time
  return is_full(&l);
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_ast t = Z3_mk_int(c, 1000, Z3_mk_int_sort(c));
  Z3_inc_ref(c, t);
  twiceBad(c, t);
  onceOk(c, t);
  Z3_dec_ref(c, t);
  // prints: done
  puts("done");
  Z3_del_context(c);
  return 0;
}
