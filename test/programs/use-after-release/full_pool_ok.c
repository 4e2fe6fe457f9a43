// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Queries take a solver out of a pool and put it back; a full pool gives the
// solver up instead.
// The statistics are read before the solver is put back.
#include <stdio.h>
#include <z3.h>

#define POOL_MAX 1

struct pool {
  Z3_context ctx;
  Z3_solver idle[POOL_MAX];
  unsigned count;
};

static Z3_solver pool_get(struct pool *p) {
  if (p->count > 0)
    return p->idle[--p->count];
  Z3_solver s = Z3_mk_simple_solver(p->ctx);
  Z3_solver_inc_ref(p->ctx, s);
  return s;
}

static void pool_put(struct pool *p, Z3_solver s) {
  Z3_solver_reset(p->ctx, s);
  if (p->count == POOL_MAX) {
    Z3_solver_dec_ref(p->ctx, s);
    return;
  }
  p->idle[p->count++] = s;
}

static void pool_drain(struct pool *p) {
  while (p->count > 0)
    Z3_solver_dec_ref(p->ctx, p->idle[--p->count]);
}

static Z3_lbool query(struct pool *p, Z3_ast goal, unsigned depth) {
  Z3_solver s = pool_get(p);
  Z3_solver_assert(p->ctx, s, goal);
  Z3_lbool answer = Z3_solver_check(p->ctx, s);
  if (answer == Z3_L_TRUE && depth > 0) {
    Z3_ast other = Z3_mk_not(p->ctx, goal);
    Z3_inc_ref(p->ctx, other);
    query(p, other, depth - 1);
    Z3_dec_ref(p->ctx, other);
  }
  unsigned scopes = Z3_solver_get_num_scopes(p->ctx, s);
  pool_put(p, s);
  printf("depth %u: %d in scope %u\n", depth, answer, scopes);
  return answer;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  struct pool p = {Z3_mk_context_rc(config), {NULL}, 0};
  Z3_del_config(config);
  Z3_ast flag = Z3_mk_const(p.ctx, Z3_mk_string_symbol(p.ctx, "flag"),
                            Z3_mk_bool_sort(p.ctx));
  Z3_inc_ref(p.ctx, flag);
  query(&p, flag, 1);
  Z3_dec_ref(p.ctx, flag);
  pool_drain(&p);
  Z3_del_context(p.ctx);
  return 0;
}
