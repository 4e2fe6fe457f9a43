// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A service gives terms back that nobody asks for any longer.
// A thread of its own does it while main goes on making terms: counts are
// changed on two threads. A pause keeps the calls apart in the run, but nothing
// orders them.
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>
#include <z3.h>

struct cache {
  Z3_context c;
  Z3_ast terms[4];
  unsigned stale;
};

static void *reap(void *argument) {
  struct cache *cache = argument;
  for (unsigned i = 0; i < 2; i++) {
    Z3_dec_ref(cache->c, cache->terms[i]);
    cache->stale++;
  }
  return NULL;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  struct cache cache = {c, {NULL, NULL, NULL, NULL}, 0};
  Z3_sort word = Z3_mk_bv_sort(c, 32);
  for (unsigned i = 0; i < 4; i++) {
    cache.terms[i] = Z3_mk_unsigned_int(c, 1000 + i, word);
    Z3_inc_ref(c, cache.terms[i]);
  }
  pthread_t thread;
  pthread_create(&thread, NULL, reap, &cache); // report: z3-thread-sharing
  sleep(1);
  Z3_ast sum = Z3_mk_bvadd(c, cache.terms[2], cache.terms[3]); // trace: concurrent-use
  Z3_inc_ref(c, sum);
  pthread_join(thread, NULL);
  printf("%u stale, sum has %u operands\n", cache.stale, Z3_get_app_num_args(c, Z3_to_app(c, sum)));
  Z3_dec_ref(c, sum);
  for (unsigned i = cache.stale; i < 4; i++)
    Z3_dec_ref(c, cache.terms[i]);
  Z3_del_context(c);
  return 0;
}
