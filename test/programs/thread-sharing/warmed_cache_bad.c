// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A query service fills its cache of terms on a thread while it takes the first
// queries.
// Both make terms in the service's one context.
// build: -pthread -D_DEFAULT_SOURCE
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>
#include <z3.h>

enum { NUM_WIDTHS = 4 };

static struct service {
  Z3_context ctx;
  Z3_ast zeros[NUM_WIDTHS];
  pthread_t warmer;
} service;

static void *warm(void *unused) {
  (void)unused;
  usleep(100000);
  for (unsigned i = 0; i < NUM_WIDTHS; i++) {
    Z3_sort word = Z3_mk_bv_sort(service.ctx, 8u << i);
    service.zeros[i] = Z3_mk_unsigned_int(service.ctx, 0, word);
    Z3_inc_ref(service.ctx, service.zeros[i]);
  }
  return NULL;
}

static void start_service(void) {
  Z3_config config = Z3_mk_config();
  service.ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);
  pthread_create(&service.warmer, NULL, warm, NULL); // report: z3-thread-sharing
}

static void stop_service(void) {
  pthread_join(service.warmer, NULL);
  for (unsigned i = 0; i < NUM_WIDTHS; i++)
    Z3_dec_ref(service.ctx, service.zeros[i]);
  Z3_del_context(service.ctx);
}

static Z3_lbool query(const char *text) {
  Z3_ast_vector goals =
      Z3_parse_smtlib2_string(service.ctx, text, 0, NULL, NULL, 0, NULL, NULL); // trace: concurrent-use
  Z3_ast_vector_inc_ref(service.ctx, goals);
  Z3_solver s = Z3_mk_simple_solver(service.ctx);
  Z3_solver_inc_ref(service.ctx, s);
  for (unsigned i = 0; i < Z3_ast_vector_size(service.ctx, goals); i++)
    Z3_solver_assert(service.ctx, s, Z3_ast_vector_get(service.ctx, goals, i));
  Z3_lbool answer = Z3_solver_check(service.ctx, s);
  Z3_solver_dec_ref(service.ctx, s);
  Z3_ast_vector_dec_ref(service.ctx, goals);
  return answer;
}

int main(void) {
  start_service();
  printf("%d\n", query("(declare-const p Bool) (assert (not p))"));
  stop_service();
  return 0;
}
