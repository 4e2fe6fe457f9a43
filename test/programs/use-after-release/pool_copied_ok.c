// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A scheduler keeps two solvers in a struct with functions to fill and drain it.
// The copy is asked before the original is drained.
#include <stdio.h>
#include <z3.h>

struct pool {
  Z3_context ctx;
  Z3_solver fast, full;
};

static void pool_fill(struct pool *p, Z3_context c) {
  p->ctx = c;
  p->fast = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, p->fast);
  p->full = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, p->full);
}

static void pool_drain(struct pool *p) {
  Z3_solver_dec_ref(p->ctx, p->full);
  Z3_solver_dec_ref(p->ctx, p->fast);
  p->fast = p->full = NULL;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  struct pool first;
  pool_fill(&first, c);
  struct pool view = first;
  printf("scopes: %u\n", Z3_solver_get_num_scopes(c, first.full));
  fflush(stdout);
  unsigned scopes = Z3_solver_get_num_scopes(c, view.fast);
  pool_drain(&first);
  printf("scopes: %u\n", scopes);
  Z3_del_context(c);
  return 0;
}
