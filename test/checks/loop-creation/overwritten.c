// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-loop-creation
// A field that is null at first, and owned from then on, is overwritten in a
// loop: the old handle is released first.
#include <stdio.h>
#include <z3.h>

struct search {
  Z3_context c;
  Z3_solver s;
  Z3_model best;
};

static unsigned improveBad(struct search *s, int rounds) {
  unsigned n = 0;
  while (rounds-- > 0 && Z3_solver_check(s->c, s->s) == Z3_L_TRUE) {
    // fix: if (s->best)
    // fix: Z3_model_dec_ref(s->c, s->best);
    s->best = Z3_solver_get_model(s->c, s->s); // warn: is made in each iteration and never released
    Z3_model_inc_ref(s->c, s->best);
    n += Z3_model_get_num_consts(s->c, s->best);
  }
  return n;
}

// Of this one, who gives it back leaves it there.
struct log {
  Z3_context c;
  Z3_solver s;
  Z3_model last;
};

static void forget(struct log *l) {
  Z3_model_dec_ref(l->c, l->last);
}

unsigned watchBad(struct log *l, int rounds) {
  unsigned n = 0;
  while (rounds-- > 0 && Z3_solver_check(l->c, l->s) == Z3_L_TRUE) {
    l->last = Z3_solver_get_model(l->c, l->s); // warn-nofix: is made in each iteration
    Z3_model_inc_ref(l->c, l->last);
    n += Z3_model_get_num_consts(l->c, l->last);
  }
  if (n > 7)
    forget(l);
  return n;
}

// Nothing says what this one holds at first.
struct found {
  Z3_context c;
  Z3_solver s;
  Z3_model first;
};

unsigned startBad(Z3_context c, Z3_solver s, int rounds) {
  struct found f;
  unsigned n = 0;
  f.c = c;
  f.s = s;
  while (rounds-- > 0 && Z3_solver_check(f.c, f.s) == Z3_L_TRUE) {
    f.first = Z3_solver_get_model(f.c, f.s); // warn-nofix: is made in each iteration
    Z3_model_inc_ref(f.c, f.first);
    n += Z3_model_get_num_consts(f.c, f.first);
  }
  return n;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  struct search s = {.c = Z3_mk_context_rc(config)};
  Z3_del_config(config);
  s.s = Z3_mk_simple_solver(s.c);
  Z3_solver_inc_ref(s.c, s.s);
  // prints: 0
  printf("%u\n", improveBad(&s, 3));
  if (s.best)
    Z3_model_dec_ref(s.c, s.best);
  Z3_solver_dec_ref(s.c, s.s);
  Z3_del_context(s.c);
  return 0;
}
