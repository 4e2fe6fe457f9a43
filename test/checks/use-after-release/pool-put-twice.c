// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A solver that goes into a pool twice, in a recursion: the callee returns what
// a former call has given up.

#include <z3.h>

struct pool {
  Z3_context c;
  Z3_solver idle[1];
  unsigned count;
};

static Z3_solver pool_get(struct pool *p) {
  if (p->count > 0)
    return p->idle[--p->count];
  Z3_solver s = Z3_mk_solver(p->c);
  Z3_solver_inc_ref(p->c, s);
  return s;
}

static void pool_put(struct pool *p, Z3_solver s) {
  if (p->count == 1) {
    Z3_solver_dec_ref(p->c, s);
    return;
  }
  p->idle[p->count++] = s;
}

static Z3_lbool queryBad(struct pool *p, unsigned depth) {
  Z3_solver s = pool_get(p);
  Z3_lbool answer = Z3_solver_check(p->c, s);
  if (answer == Z3_L_TRUE && depth > 0)
    queryBad(p, depth - 1);
  pool_put(p, s);
  pool_put(p, s); // warn-nofix: 's' is released a second time
  return answer;
}

Z3_lbool start(Z3_context c) {
  struct pool p = {c, {0}, 0};
  Z3_lbool answer = queryBad(&p, 1);
  while (p.count > 0)
    Z3_solver_dec_ref(c, p.idle[--p.count]);
  return answer;
}
