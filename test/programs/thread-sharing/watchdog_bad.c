// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A scheduler lets a helper thread print the state of the search.
// The helper reads terms of the context in which the search goes on.
// trace-allows: growth because the bounds that were reached stay true
// build: -pthread
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <z3.h>

struct search {
  Z3_context c;
  Z3_solver s;
  Z3_ast makespan;
  atomic_uint bound;
};

static void *watch(void *arg) {
  struct search *se = arg;
  printf("watching %u\n", Z3_get_ast_id(se->c, se->makespan)); // trace: concurrent-use
  return NULL;
}

static int tighten(struct search *se, int from) {
  int best = from;
  while (best > 0) {
    Z3_ast bound = Z3_mk_int(se->c, best, Z3_mk_int_sort(se->c));
    Z3_solver_assert(se->c, se->s, Z3_mk_lt(se->c, se->makespan, bound));
    if (Z3_solver_check(se->c, se->s) != Z3_L_TRUE)
      break;
    best -= 3;
    atomic_store(&se->bound, (unsigned)best);
  }
  return best;
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  struct search se = {Z3_mk_context_rc(cfg), NULL, NULL, 0};
  Z3_del_config(cfg);
  se.s = Z3_mk_simple_solver(se.c);
  Z3_solver_inc_ref(se.c, se.s);
  se.makespan = Z3_mk_const(se.c, Z3_mk_string_symbol(se.c, "makespan"),
                            Z3_mk_int_sort(se.c));
  Z3_inc_ref(se.c, se.makespan);
  pthread_t helper;
  if (pthread_create(&helper, NULL, watch, &se) != 0) // report: z3-thread-sharing
    return 1;
  printf("%d\n", tighten(&se, 30));
  pthread_join(helper, NULL);
  Z3_dec_ref(se.c, se.makespan);
  Z3_solver_dec_ref(se.c, se.s);
  Z3_del_context(se.c);
  return 0;
}
