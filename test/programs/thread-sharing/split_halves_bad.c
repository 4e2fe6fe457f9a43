// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An enumerator splits its space in two halves, searched at the same time.
// Both halves make their terms in one context.
// build: -pthread
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <z3.h>

struct half {
  Z3_context ctx;
  int from, to;
  int found;
};

static Z3_context open_context(void) {
  Z3_config cfg = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  return ctx;
}

static int is_square(Z3_context ctx, int n) {
  Z3_sort ints = Z3_mk_int_sort(ctx); // trace: concurrent-use
  int square = 0;
  for (int root = 0; root * root <= n; ++root) {
    Z3_ast r = Z3_mk_int(ctx, root * root, ints);
    Z3_inc_ref(ctx, r);
    Z3_ast whole = Z3_mk_int(ctx, n, ints);
    square |= Z3_is_eq_ast(ctx, r, whole);
    Z3_dec_ref(ctx, r);
  }
  return square;
}

static void *search(void *arg) {
  struct half *h = arg;
  for (int n = h->from; n < h->to; ++n)
    h->found += is_square(h->ctx, n);
  return NULL;
}

static int count_squares(int limit) {
  struct half low = {open_context(), 0, limit / 2, 0};
  struct half high = {low.ctx, limit / 2, limit, 0};
  pthread_t helper;
  if (pthread_create(&helper, NULL, search, &high) != 0) // report: z3-thread-sharing
    abort();
  search(&low);
  pthread_join(helper, NULL);
  Z3_del_context(low.ctx);
  return low.found + high.found;
}

int main(void) {
  printf("%d\n", count_squares(6));
  return 0;
}
