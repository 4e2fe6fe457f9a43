// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A decision tree: counts the leaves that a term guards, by recursion.
// Each call retains the guard that it builds, and forgets it.
#include <stdio.h>
#include <z3.h>

struct split {
  int threshold;
  const struct split *below, *above;
};

static unsigned guarded(Z3_context c, Z3_ast feature, const struct split *t) {
  if (!t)
    return 1;
  Z3_ast limit = Z3_mk_int(c, t->threshold, Z3_get_sort(c, feature));
  Z3_inc_ref(c, limit);
  Z3_ast guard = Z3_mk_lt(c, feature, limit); // report: z3-loop-creation leak; trace: leak
  Z3_inc_ref(c, guard);
  Z3_dec_ref(c, limit);
  unsigned leaves = Z3_is_well_sorted(c, guard) ? 0 : 1;
  leaves += guarded(c, feature, t->below);
  leaves += guarded(c, feature, t->above);
  return leaves;
}

int main(void) {
  enum { NUM_SPLITS = 15 };
  struct split tree[NUM_SPLITS];
  for (int i = 0; i < NUM_SPLITS; ++i) {
    tree[i].threshold = 10 * i;
    tree[i].below = 2 * i + 1 < NUM_SPLITS ? &tree[2 * i + 1] : NULL;
    tree[i].above = 2 * i + 2 < NUM_SPLITS ? &tree[2 * i + 2] : NULL;
  }
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_ast feature = Z3_mk_const(c, Z3_mk_string_symbol(c, "age"),
                               Z3_mk_int_sort(c));
  Z3_inc_ref(c, feature);
  printf("%u leaves\n", guarded(c, feature, tree));
  Z3_dec_ref(c, feature);
  Z3_del_context(c);
  return 0;
}
