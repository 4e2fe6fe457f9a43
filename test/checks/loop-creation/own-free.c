// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-loop-creation
// The file has a function that gives back the elements with the array.
#include <stdio.h>
#include <stdlib.h>
#include <z3.h>

struct terms {
  Z3_context c;
  Z3_ast *items;
  unsigned n;
};

static void terms_free(struct terms *t) {
  for (unsigned i = 0; i < t->n; i++)
    Z3_dec_ref(t->c, t->items[i]);
  free(t->items);
}

static int add(struct terms *t, int number) {
  if (number < 0)
    return -1;
  Z3_ast *more = realloc(t->items, (t->n + 1) * sizeof *more);
  if (!more)
    return -1;
  t->items = more;
  Z3_ast one = Z3_mk_int(t->c, number, Z3_mk_int_sort(t->c));
  Z3_inc_ref(t->c, one);
  t->items[t->n++] = one;
  return 0;
}

static int loadBad(Z3_context c, const int *numbers, unsigned count) {
  struct terms all = {c, NULL, 0};
  for (unsigned i = 0; i < count; i++) {
    if (add(&all, numbers[i]) < 0) { // warn: is made in each iteration and lost
      // fix: terms_free(&all);
      free(all.items);
      return -1;
    }
  }
  int n = (int)all.n;
  terms_free(&all);
  return n;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  static const int good[] = {10, 20}, bad[] = {30, 40, -1};
  // prints: 2 -1
  printf("%d ", loadBad(c, good, 2));
  printf("%d\n", loadBad(c, bad, 3));
  Z3_del_context(c);
  return 0;
}
