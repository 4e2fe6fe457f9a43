// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-context-mixing
// The function keeps the term: who would give the translated one back?
#include <z3.h>

struct engine {
  Z3_context c;
  Z3_solver s;
  Z3_ast last;
};

static void start(struct engine *e) {
  Z3_config config = Z3_mk_config();
  e->c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  e->s = Z3_mk_simple_solver(e->c);
  Z3_solver_inc_ref(e->c, e->s);
}

static void add(struct engine *e, Z3_ast fact) {
  Z3_solver_assert(e->c, e->s, fact);
  e->last = fact;
}

void keptBad(void) {
  struct engine one, other;
  start(&one);
  start(&other);
  Z3_ast p = Z3_mk_const(one.c, Z3_mk_string_symbol(one.c, "p"), Z3_mk_bool_sort(one.c));
  Z3_inc_ref(one.c, p);
  add(&other, p); // warn-nofix: 'p' is used in a context that it does not belong to
  Z3_dec_ref(one.c, p);
}
