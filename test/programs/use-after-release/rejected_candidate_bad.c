// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A program synthesizer tries candidates; one that is worse is dropped.
// Its cost is printed after that.
#include <stdio.h>
#include <z3.h>

struct candidate {
  Z3_ast term;
  int cost;
};

static struct candidate make(Z3_context c, Z3_ast x, int cost) {
  struct candidate k;
  Z3_ast factor = Z3_mk_int(c, cost * 100, Z3_mk_int_sort(c));
  Z3_inc_ref(c, factor);
  Z3_ast both[2] = {x, factor};
  k.term = Z3_mk_mul(c, 2, both);
  Z3_inc_ref(c, k.term);
  Z3_dec_ref(c, factor);
  k.cost = cost;
  return k;
}

static void drop(Z3_context c, struct candidate *k) { Z3_dec_ref(c, k->term); }

static void show(Z3_context c, const char *what, const struct candidate *k) {
  printf("%s %u: %d\n", what, Z3_get_ast_hash(c, k->term), k->cost); // trace: use-after-release
}

static int search(Z3_context c, Z3_ast x, const int *costs, int n) {
  struct candidate best = make(c, x, costs[0]);
  for (int i = 1; i < n; i++) {
    struct candidate next = make(c, x, costs[i]);
    if (next.cost < best.cost) {
      drop(c, &best);
      best = next;
      continue;
    }
    drop(c, &next);
    show(c, "worse", &next); // report: z3-use-after-release
  }
  int cost = best.cost;
  drop(c, &best);
  return cost;
}

int main(void) {
  static const int costs[] = {9, 4, 7, 3};
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  Z3_ast x = Z3_mk_const(c, Z3_mk_string_symbol(c, "x"), Z3_mk_int_sort(c));
  Z3_inc_ref(c, x);
  printf("%d\n", search(c, x, costs, 4));
  Z3_dec_ref(c, x);
  Z3_del_context(c);
  return 0;
}
