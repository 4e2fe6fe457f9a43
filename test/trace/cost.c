// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What z3-trace costs, for bench/trace: N cheap calls, or N / 1,000 rounds of
// solving.
//   cost reads|threads|locks|makes|solves N
#include <pthread.h>
#include <stdlib.h>
#include <z3.h>
static void reads(Z3_context c, Z3_ast x, long n) {
  for (long i = 0; i < n; ++i)
    Z3_get_ast_id(c, x);
}
// As reads, in a second thread.
struct reader {
  Z3_context c;
  Z3_ast x;
  long n;
};
static void *read_in_thread(void *argument) {
  struct reader *r = argument;
  reads(r->c, r->x, r->n);
  return NULL;
}
static void *read_with_lock(void *argument) {
  static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
  struct reader *r = argument;
  for (long i = 0; i < r->n; ++i) {
    pthread_mutex_lock(&lock);
    Z3_get_ast_id(r->c, r->x);
    pthread_mutex_unlock(&lock);
  }
  return NULL;
}
static void in_thread(void *(*run)(void *), Z3_context c, Z3_ast x, long n) {
  struct reader r = {c, x, n};
  pthread_t thread;
  pthread_create(&thread, NULL, run, &r);
  pthread_join(thread, NULL);
}
static void threads(Z3_context c, Z3_ast x, long n) {
  in_thread(read_in_thread, c, x, n);
}
static void locks(Z3_context c, Z3_ast x, long n) {
  in_thread(read_with_lock, c, x, n);
}
static void makes(Z3_context c, Z3_ast x, long n) {
  for (long i = 0; i < n / 3; ++i) {
    Z3_ast y = Z3_mk_not(c, x);
    Z3_inc_ref(c, y);
    Z3_dec_ref(c, y);
  }
}
static void solves(Z3_context c, Z3_ast x, long n) {
  Z3_sort integer = Z3_mk_int_sort(c);
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  for (long i = 0; i < n / 1000; ++i) {
    Z3_ast a = Z3_mk_const(c, Z3_mk_int_symbol(c, i % 50), integer);
    Z3_inc_ref(c, a);
    Z3_ast most = Z3_mk_int(c, i, integer);
    Z3_inc_ref(c, most);
    Z3_ast square[] = {a, a};
    Z3_ast product = Z3_mk_mul(c, 2, square);
    Z3_inc_ref(c, product);
    Z3_ast equal = Z3_mk_eq(c, product, most);
    Z3_inc_ref(c, equal);
    Z3_solver_push(c, s);
    Z3_solver_assert(c, s, equal);
    Z3_solver_assert(c, s, x);
    Z3_solver_check(c, s);
    Z3_solver_pop(c, s, 1);
    Z3_dec_ref(c, equal);
    Z3_dec_ref(c, product);
    Z3_dec_ref(c, most);
    Z3_dec_ref(c, a);
  }
  Z3_solver_dec_ref(c, s);
}
int main(int argc, char **argv) {
  long n = argc > 2 ? atol(argv[2]) : 1000000;
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  Z3_ast x = Z3_mk_const(c, Z3_mk_string_symbol(c, "x"), Z3_mk_bool_sort(c));
  Z3_inc_ref(c, x);
  char what = argc > 1 ? argv[1][0] : 'r';
  (what == 'm'   ? makes
   : what == 's' ? solves
   : what == 't' ? threads
   : what == 'l' ? locks
                 : reads)(c, x, n);
  Z3_dec_ref(c, x);
  Z3_del_context(c);
}
