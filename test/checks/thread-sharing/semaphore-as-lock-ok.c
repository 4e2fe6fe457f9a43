// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A semaphore of one is a lock.
#include <z3.h>
static inline Z3_ast kept(Z3_context c, Z3_ast t) {
  Z3_inc_ref(c, t);
  return t;
}
static inline Z3_ast num(Z3_context c, int n) {
  return kept(c, Z3_mk_int(c, n, Z3_mk_int_sort(c)));
}
#include <pthread.h>
#include <semaphore.h>
static sem_t tok;
static Z3_context C;
static void *w(void *p) {
  (void)p;
  sem_wait(&tok);
  Z3_ast t = num(C, 3);
  Z3_dec_ref(C, t);
  sem_post(&tok);
  return NULL;
}
int main(void) {
  Z3_config g = Z3_mk_config();
  C = Z3_mk_context_rc(g);
  Z3_del_config(g);
  sem_init(&tok, 0, 1);
  pthread_t a, b;
  if (pthread_create(&a, NULL, w, NULL))
    return 1;
  if (pthread_create(&b, NULL, w, NULL)) {
    pthread_join(a, NULL);
    return 1;
  }
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  sem_destroy(&tok);
  Z3_del_context(C);
  return 0;
}
