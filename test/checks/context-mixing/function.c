// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-context-mixing
// A function that works in the other context gets a translated term.
#include <stdio.h>
#include <z3.h>

struct engine {
  Z3_context c;
  Z3_solver s;
};

static void start(struct engine *e) {
  Z3_config config = Z3_mk_config();
  e->c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  e->s = Z3_mk_simple_solver(e->c);
  Z3_solver_inc_ref(e->c, e->s);
}

static void stop(struct engine *e) {
  Z3_solver_dec_ref(e->c, e->s);
  Z3_del_context(e->c);
}

static void add(struct engine *e, Z3_ast fact) { Z3_solver_assert(e->c, e->s, fact); }

static void passedBad(void) {
  struct engine one, other;
  start(&one);
  start(&other);
  Z3_ast p = Z3_mk_const(one.c, Z3_mk_string_symbol(one.c, "p"), Z3_mk_bool_sort(one.c));
  Z3_inc_ref(one.c, p);
  // fix: Z3_ast translated = Z3_translate(one.c, p, other.c);
  // fix: Z3_inc_ref(other.c, translated);
  // fix: add(&other, translated);
  add(&other, p); // warn: 'p' is used in a context that it does not belong to
  // fix: Z3_dec_ref(other.c, translated);
  printf("%d\n", Z3_solver_check(other.c, other.s));
  Z3_dec_ref(one.c, p);
  stop(&other);
  stop(&one);
}

int main(void) {
  // prints: 1
  passedBad();
  return 0;
}
