// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Terms that Z3 passes to a propagator are its own: no call handed them out. Some
// have pointers that the program gave back before.
#include "common.h"

struct state {
  Z3_context c;
  unsigned fixed;
};

static void push(void *state) { (void)state; }
static void pop(void *state, unsigned scopes) {
  (void)state;
  (void)scopes;
}
static void *fresh(void *state, Z3_context c) {
  (void)c;
  return state;
}
static void fixed(void *state, Z3_solver_callback cb, unsigned id, Z3_ast value) {
  struct state *s = (struct state *)state;
  (void)cb;
  (void)id;
  Z3_inc_ref(s->c, value);
  s->fixed += Z3_get_bool_value(s->c, value) != Z3_L_UNDEF;
  Z3_dec_ref(s->c, value);
}

int main(void) {
  struct state s = {counting_context(), 0};
  Z3_solver solver = Z3_mk_simple_solver(s.c);
  Z3_solver_inc_ref(s.c, solver);
  Z3_solver_propagate_init(s.c, solver, &s, push, pop, fresh);
  Z3_solver_propagate_fixed(s.c, solver, fixed);
  Z3_ast p[12];
  for (int i = 0; i < 12; ++i) {
    p[i] = Z3_mk_const(s.c, Z3_mk_int_symbol(s.c, i), Z3_mk_bool_sort(s.c));
    Z3_inc_ref(s.c, p[i]);
    Z3_solver_propagate_register(s.c, solver, p[i]);
  }
  Z3_solver_assert(s.c, solver, Z3_mk_or(s.c, 12, p));
  for (int i = 0; i < 12; ++i)
    Z3_dec_ref(s.c, p[i]);
  Z3_lbool sat = Z3_solver_check(s.c, solver);
  printf("%d %d\n", sat, s.fixed > 0);
  Z3_solver_dec_ref(s.c, solver);
  Z3_del_context(s.c);
  return 0;
}
