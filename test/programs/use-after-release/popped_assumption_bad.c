// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An incremental checker keeps its assumptions on a stack, and knows the one
// that was assumed last.
// After a scope is closed it still knows an assumption that went with it.
#include <stdio.h>
#include <z3.h>

#define MAX_ASSUMED 16
#define MAX_SCOPES 4

typedef struct checker {
  Z3_context ctx;
  Z3_solver solver;
  Z3_ast assumed[MAX_ASSUMED];
  unsigned n_assumed;
  unsigned marks[MAX_SCOPES];
  unsigned n_scopes;
  Z3_ast last;
} checker_t;

static void checker_init(checker_t *k, Z3_context ctx) {
  k->ctx = ctx;
  k->solver = Z3_mk_simple_solver(ctx);
  Z3_solver_inc_ref(ctx, k->solver);
  k->n_assumed = k->n_scopes = 0;
  k->last = NULL;
}

static void checker_open(checker_t *k) {
  k->marks[k->n_scopes++] = k->n_assumed;
}

static int checker_assume(checker_t *k, Z3_ast literal) {
  if (k->n_assumed == MAX_ASSUMED)
    return -1;
  Z3_inc_ref(k->ctx, literal);
  k->assumed[k->n_assumed++] = literal;
  k->last = literal;
  return 0;
}

static void checker_close(checker_t *k) {
  unsigned mark = k->marks[--k->n_scopes];
  while (k->n_assumed > mark)
    Z3_dec_ref(k->ctx, k->assumed[--k->n_assumed]);
}

static Z3_lbool checker_check(checker_t *k) {
  if (k->last)
    printf("last assumed: %s\n", Z3_ast_to_string(k->ctx, k->last)); // trace: use-after-release
  return Z3_solver_check_assumptions(k->ctx, k->solver, k->n_assumed,
                                     k->assumed);
}

static void checker_free(checker_t *k) {
  while (k->n_assumed > 0)
    Z3_dec_ref(k->ctx, k->assumed[--k->n_assumed]);
  Z3_solver_dec_ref(k->ctx, k->solver);
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  checker_t k;
  checker_init(&k, ctx);
  Z3_sort boolean = Z3_mk_bool_sort(ctx);
  checker_assume(&k, Z3_mk_const(ctx, Z3_mk_string_symbol(ctx, "a"), boolean));
  checker_open(&k);
  checker_assume(&k, Z3_mk_const(ctx, Z3_mk_string_symbol(ctx, "b"), boolean));
  printf("inner: %d\n", checker_check(&k));
  checker_close(&k);
  printf("outer: %d\n", checker_check(&k)); // report: z3-use-after-release
  checker_free(&k);
  Z3_del_context(ctx);
  return 0;
}
