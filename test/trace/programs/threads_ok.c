// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A context for each thread.
#include "common.h"
#include <pthread.h>

static void *work(void *unused) {
  (void)unused;
  Z3_context c = counting_context();
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  for (int i = 0; i < 500; ++i) {
    Z3_ast n = Z3_mk_int(c, i, Z3_mk_int_sort(c));
    Z3_inc_ref(c, n);
    Z3_solver_assert(c, s, Z3_mk_ge(c, n, n));
    Z3_dec_ref(c, n);
  }
  Z3_solver_check(c, s);
  Z3_solver_dec_ref(c, s);
  Z3_del_context(c);
  return NULL;
}

int main(void) {
  pthread_t threads[4];
  for (int i = 0; i < 4; ++i)
    pthread_create(&threads[i], NULL, work, NULL);
  for (int i = 0; i < 4; ++i)
    pthread_join(threads[i], NULL);
  return 0;
}
