// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A fuzzer loads a branch query: the condition and the input bytes in it.
// A load that fails has freed the query, and the way out frees it once more.
#include <stdio.h>
#include <string.h>
#include <z3.h>

#define MAX_INPUTS 4

typedef struct {
  Z3_context ctx;
  unsigned n_inputs;
  Z3_ast inputs[MAX_INPUTS];
  Z3_ast branch;
} query_t;

static Z3_ast input_byte(Z3_context ctx, int offset) {
  char name[16];
  snprintf(name, sizeof name, "k!%d", offset);
  Z3_ast byte = Z3_mk_const(ctx, Z3_mk_string_symbol(ctx, name),
                            Z3_mk_bv_sort(ctx, 8));
  Z3_inc_ref(ctx, byte);
  return byte;
}

static void query_free(query_t *q) {
  for (unsigned i = 0; i < q->n_inputs; i++)
    Z3_dec_ref(q->ctx, q->inputs[i]); // trace: release-after-release
  if (q->branch)
    Z3_dec_ref(q->ctx, q->branch);
}

static int query_load(query_t *q, Z3_context ctx, const int *offsets,
                      unsigned n) {
  memset(q, 0, sizeof *q);
  q->ctx = ctx;
  if (n > MAX_INPUTS)
    return -1;
  for (unsigned i = 0; i < n; i++) {
    if (offsets[i] < 0) {
      query_free(q);
      return -1;
    }
    q->inputs[q->n_inputs++] = input_byte(ctx, offsets[i]);
  }
  Z3_ast distinct = Z3_mk_distinct(ctx, q->n_inputs, q->inputs);
  Z3_inc_ref(ctx, distinct);
  q->branch = distinct;
  return 0;
}

static int flip_branch(Z3_context ctx, Z3_solver s, const int *offsets,
                       unsigned n) {
  query_t q;
  int flipped = -1;
  if (query_load(&q, ctx, offsets, n) != 0) {
    fprintf(stderr, "bad query\n");
    goto done;
  }
  Z3_solver_push(ctx, s);
  Z3_solver_assert(ctx, s, q.branch);
  flipped = Z3_solver_check(ctx, s) == Z3_L_TRUE;
  Z3_solver_pop(ctx, s, 1);
done:
  query_free(&q); // report: z3-use-after-release
  return flipped;
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  Z3_solver s = Z3_mk_simple_solver(ctx);
  Z3_solver_inc_ref(ctx, s);
  const int good[] = {0, 3, 4};
  const int corrupt[] = {1, -7, 2};
  printf("good: %d\n", flip_branch(ctx, s, good, 3));
  printf("corrupt: %d\n", flip_branch(ctx, s, corrupt, 3));
  Z3_solver_dec_ref(ctx, s);
  Z3_del_context(ctx);
  return 0;
}
