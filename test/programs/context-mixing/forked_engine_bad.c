// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A model checker forks its engine: the copy gets a context and a solver.
// The terms that the copy took over are still those of the first context.
#include <stdio.h>
#include <z3.h>

struct engine {
  Z3_context c;
  Z3_solver s;
  Z3_ast init, bad;
};

static Z3_context open_context(void) {
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  return c;
}

static Z3_solver open_solver(Z3_context c) {
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  return s;
}

static void engine_fork(const struct engine *from, struct engine *to) {
  *to = *from;
  to->c = open_context();
  to->s = open_solver(to->c);
  Z3_solver_assert(to->c, to->s, to->init); // report: z3-context-mixing; trace: wrong-context
}

static int reaches(const struct engine *e, int steps) {
  Z3_solver_push(e->c, e->s);
  Z3_sort integer = Z3_mk_int_sort(e->c);
  Z3_ast n = Z3_mk_const(e->c, Z3_mk_string_symbol(e->c, "n"), integer);
  Z3_inc_ref(e->c, n);
  Z3_ast limit = Z3_mk_int(e->c, steps, integer);
  Z3_solver_assert(e->c, e->s, Z3_mk_le(e->c, n, limit));
  Z3_dec_ref(e->c, n);
  int yes = Z3_solver_check(e->c, e->s) == Z3_L_TRUE;
  Z3_solver_pop(e->c, e->s, 1);
  return yes;
}

int main(void) {
  struct engine first = {.c = open_context()}, second;
  first.s = open_solver(first.c);
  Z3_ast n = Z3_mk_const(first.c, Z3_mk_string_symbol(first.c, "n"), Z3_mk_int_sort(first.c));
  Z3_inc_ref(first.c, n);
  first.init = Z3_mk_ge(first.c, n, Z3_mk_int(first.c, 0, Z3_mk_int_sort(first.c)));
  Z3_inc_ref(first.c, first.init);
  first.bad = Z3_mk_eq(first.c, n, Z3_mk_int(first.c, 9, Z3_mk_int_sort(first.c)));
  Z3_inc_ref(first.c, first.bad);
  Z3_dec_ref(first.c, n);
  Z3_set_error_handler(first.c, NULL);
  engine_fork(&first, &second);
  printf("%d %d\n", reaches(&first, 4), reaches(&second, 8));
  Z3_solver_dec_ref(second.c, second.s);
  Z3_del_context(second.c);
  Z3_dec_ref(first.c, first.bad);
  Z3_dec_ref(first.c, first.init);
  Z3_solver_dec_ref(first.c, first.s);
  Z3_del_context(first.c);
  return 0;
}
