// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A front end reads clauses into a list that grows; the list owns its terms.
// A clause that can't be read frees the list with its terms.
#include <stdio.h>
#include <stdlib.h>
#include <z3.h>

struct clauses {
  Z3_context c;
  Z3_ast *items;
  size_t n, room;
};

static int add(struct clauses *l, Z3_ast clause) {
  if (l->n == l->room) {
    size_t room = l->room ? 2 * l->room : 4;
    Z3_ast *items = realloc(l->items, room * sizeof *items);
    if (!items)
      return -1;
    l->items = items;
    l->room = room;
  }
  Z3_inc_ref(l->c, clause);
  l->items[l->n++] = clause;
  return 0;
}

static void clauses_free(struct clauses *l) {
  for (size_t i = 0; i < l->n; i++)
    Z3_dec_ref(l->c, l->items[i]);
  free(l->items);
}

static Z3_ast literal(Z3_context c, int number) {
  Z3_ast v = Z3_mk_const(c, Z3_mk_int_symbol(c, number < 0 ? -number : number), Z3_mk_bool_sort(c));
  return number < 0 ? Z3_mk_not(c, v) : v;
}

static int read_all(Z3_context c, Z3_solver s, const int *numbers, size_t count) {
  struct clauses all = {c, NULL, 0, 0};
  for (size_t i = 0; i < count; i++) {
    Z3_ast one = numbers[i] ? literal(c, numbers[i]) : NULL;
    if (!one || add(&all, one) < 0) {
      clauses_free(&all);
      return -1;
    }
  }
  Z3_solver_assert(c, s, Z3_mk_and(c, (unsigned)all.n, all.items));
  clauses_free(&all);
  return 0;
}

int main(void) {
  static const int good[] = {1, -2, 3}, wrong[] = {4, 5, 0};
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  int first = read_all(c, s, good, 3), second = read_all(c, s, wrong, 3);
  printf("%d %d\n", first, second);
  Z3_solver_dec_ref(c, s);
  Z3_del_context(c);
  return 0;
}
