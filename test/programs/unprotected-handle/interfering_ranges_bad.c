// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A register allocator makes a variable for each live range and asks that those
// that meet be different.
// The variables of a group are made one after the other, and none is held.
#include <stdio.h>
#include <z3.h>

enum { MAX_GROUP = 8 };

struct allocator {
  Z3_context ctx;
  Z3_optimize opt;
  unsigned registers;
};

struct group {
  unsigned size;
  int ranges[MAX_GROUP];
};

static Z3_ast range_var(struct allocator *a, int range) {
  return Z3_mk_const(a->ctx, Z3_mk_int_symbol(a->ctx, range),
                     Z3_mk_bv_sort(a->ctx, 4));
}

static void add_group(struct allocator *a, const struct group *g) {
  Z3_ast vars[MAX_GROUP];
  for (unsigned i = 0; i < g->size; i++) {
    vars[i] = range_var(a, g->ranges[i]);
  }
  Z3_ast all = Z3_mk_distinct(a->ctx, g->size, vars); // report: z3-unprotected-handle; trace: unprotected-use
  Z3_optimize_assert(a->ctx, a->opt, all);
}

static void start(struct allocator *a, unsigned registers) {
  Z3_config config = Z3_mk_config();
  Z3_set_param_value(config, "model", "true");
  a->ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);
  a->opt = Z3_mk_optimize(a->ctx);
  Z3_optimize_inc_ref(a->ctx, a->opt);
  a->registers = registers;
}

static void finish(struct allocator *a) {
  Z3_optimize_dec_ref(a->ctx, a->opt);
  Z3_del_context(a->ctx);
}

int main(void) {
  static const struct group groups[] = {{3, {0, 1, 2}}, {2, {2, 3}}};
  struct allocator a;
  start(&a, 16);
  for (unsigned i = 0; i < 2; i++)
    add_group(&a, &groups[i]);
  printf("%d\n", Z3_optimize_check(a.ctx, a.opt, 0, NULL));
  finish(&a);
  return 0;
}
