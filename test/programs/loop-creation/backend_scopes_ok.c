// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A planner talks to its solver through a table of functions. For each horizon
// it opens a scope, states that the goal is reached then, and asks.
// A horizon that stays undecided closes its scope like the others.
#include <stdio.h>
#include <stdlib.h>
#include <z3.h>

struct backend {
  void (*open)(void *self);
  void (*close)(void *self);
  void (*state)(void *self, Z3_ast fact);
  Z3_lbool (*ask)(void *self);
};

struct z3_backend {
  struct backend ops;
  Z3_context c;
  Z3_solver s;
};

static void z3_open(void *self) {
  struct z3_backend *b = self;
  Z3_solver_push(b->c, b->s);
}
static void z3_close(void *self) {
  struct z3_backend *b = self;
  Z3_solver_pop(b->c, b->s, 1);
}
static void z3_state(void *self, Z3_ast fact) {
  struct z3_backend *b = self;
  Z3_solver_assert(b->c, b->s, fact);
}
static Z3_lbool z3_ask(void *self) {
  struct z3_backend *b = self;
  return Z3_solver_check(b->c, b->s);
}
static const struct backend z3_ops = {z3_open, z3_close, z3_state, z3_ask};

static int shortest(struct z3_backend *b, Z3_ast steps, int limit) {
  for (int h = 1; h < limit; h++) {
    Z3_ast bound = Z3_mk_int(b->c, h, Z3_mk_int_sort(b->c));
    b->ops.open(b);
    b->ops.state(b, Z3_mk_eq(b->c, steps, bound));
    Z3_lbool answer = b->ops.ask(b);
    b->ops.close(b);
    if (answer == Z3_L_UNDEF || h % 2)
      continue;
    if (answer == Z3_L_TRUE)
      return h;
  }
  return -1;
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  struct z3_backend b = {z3_ops, Z3_mk_context_rc(cfg), NULL};
  Z3_del_config(cfg);
  b.s = Z3_mk_simple_solver(b.c);
  Z3_solver_inc_ref(b.c, b.s);
  Z3_ast steps =
      Z3_mk_const(b.c, Z3_mk_string_symbol(b.c, "steps"), Z3_mk_int_sort(b.c));
  Z3_inc_ref(b.c, steps);
  printf("%d\n", shortest(&b, steps, 40));
  Z3_dec_ref(b.c, steps);
  Z3_solver_dec_ref(b.c, b.s);
  Z3_del_context(b.c);
  return 0;
}
