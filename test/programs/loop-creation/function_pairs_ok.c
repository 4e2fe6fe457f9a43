// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A compiler proves its peephole rewrites, one pair of functions after another.
// One prover serves all pairs, each in a scope of its own.
#include <stdio.h>
#include <stdlib.h>
#include <z3.h>

struct prover {
  Z3_context ctx;
  Z3_solver solver;
};

typedef Z3_ast (*lowering)(Z3_context, Z3_ast);

struct rewrite {
  const char *name;
  lowering before, after;
};

static struct prover *prover_new(Z3_context ctx) {
  struct prover *p = malloc(sizeof *p);
  if (!p)
    abort();
  p->ctx = ctx;
  p->solver = Z3_mk_solver(ctx);
  Z3_solver_inc_ref(ctx, p->solver);
  return p;
}

static void prover_free(struct prover *p) {
  Z3_solver_dec_ref(p->ctx, p->solver);
  free(p);
}

static Z3_ast number(Z3_context ctx, unsigned n) {
  return Z3_mk_unsigned_int(ctx, n, Z3_mk_bv_sort(ctx, 16));
}

static Z3_ast by_mul(Z3_context ctx, Z3_ast x) {
  return Z3_mk_bvmul(ctx, x, number(ctx, 2));
}
static Z3_ast by_add(Z3_context ctx, Z3_ast x) {
  return Z3_mk_bvadd(ctx, x, x);
}
static Z3_ast by_shift(Z3_context ctx, Z3_ast x) {
  return Z3_mk_bvshl(ctx, x, number(ctx, 1));
}

static int equivalent(struct prover *p, const struct rewrite *r, Z3_ast x) {
  Z3_ast before = r->before(p->ctx, x);
  Z3_inc_ref(p->ctx, before);
  Z3_ast after = r->after(p->ctx, x);
  Z3_inc_ref(p->ctx, after);
  Z3_ast sides[2] = {before, after};
  Z3_solver_push(p->ctx, p->solver);
  Z3_solver_assert(p->ctx, p->solver, Z3_mk_distinct(p->ctx, 2, sides));
  int same = Z3_solver_check(p->ctx, p->solver) == Z3_L_FALSE;
  Z3_solver_pop(p->ctx, p->solver, 1);
  Z3_dec_ref(p->ctx, after);
  Z3_dec_ref(p->ctx, before);
  return same;
}

static int validate(Z3_context ctx, const struct rewrite *rules, int n,
                    Z3_ast x) {
  int proven = 0;
  struct prover *p = prover_new(ctx);
  for (int i = 0; i < n; ++i) {
    if (equivalent(p, &rules[i], x))
      ++proven;
    else
      printf("%s: wrong\n", rules[i].name);
  }
  prover_free(p);
  return proven;
}

int main(void) {
  const struct rewrite rules[] = {
      {"mul-add", by_mul, by_add},   {"add-shl", by_add, by_shift},
      {"mul-shl", by_mul, by_shift}, {"shl-mul", by_shift, by_mul},
      {"shl-add", by_shift, by_add}, {"add-mul", by_add, by_mul},
      {"mul-mul", by_mul, by_mul},   {"add-add", by_add, by_add},
      {"shl-shl", by_shift, by_shift},
  };
  Z3_config cfg = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  Z3_ast x = Z3_mk_const(ctx, Z3_mk_string_symbol(ctx, "x"),
                         Z3_mk_bv_sort(ctx, 16));
  Z3_inc_ref(ctx, x);
  printf("%d\n", validate(ctx, rules, sizeof rules / sizeof *rules, x));
  Z3_dec_ref(ctx, x);
  Z3_del_context(ctx);
  return 0;
}
