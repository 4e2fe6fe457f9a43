// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A scheduler keeps the start times of its jobs in a table with a fixed number
// of rows; the table owns the terms.
// The table is cleared behind the last use of its first start time.
#include <stdio.h>
#include <z3.h>

struct table {
  Z3_context c;
  Z3_ast start[8];
  unsigned jobs;
};

static void table_add(struct table *t, int job) {
  Z3_ast v = Z3_mk_const(t->c, Z3_mk_int_symbol(t->c, job), Z3_mk_int_sort(t->c));
  Z3_inc_ref(t->c, v);
  t->start[t->jobs] = v;
  t->jobs++;
}

static void table_clear(struct table *t) {
  for (unsigned i = 0; i < t->jobs; i++)
    Z3_dec_ref(t->c, t->start[i]);
  t->jobs = 0;
}

static Z3_ast after(Z3_context c, Z3_ast a, Z3_ast b) {
  return Z3_mk_gt(c, a, b);
}

static int plan(struct table *t, Z3_solver s, unsigned jobs) {
  for (unsigned i = 0; i < jobs; i++)
    table_add(t, (int)i);
  for (unsigned i = 1; i < t->jobs; i++)
    Z3_solver_assert(t->c, s, after(t->c, t->start[i], t->start[i - 1]));
  Z3_ast first = t->start[0];
  int found = Z3_solver_check(t->c, s) == Z3_L_TRUE;
  Z3_solver_reset(t->c, s);
  Z3_ast later = Z3_mk_gt(t->c, first, Z3_mk_int(t->c, 0, Z3_mk_int_sort(t->c)));
  Z3_solver_assert(t->c, s, later);
  table_clear(t);
  return found;
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  struct table t = {Z3_mk_context_rc(cfg), {NULL}, 0};
  Z3_del_config(cfg);
  Z3_solver s = Z3_mk_simple_solver(t.c);
  Z3_solver_inc_ref(t.c, s);
  printf("%d\n", plan(&t, s, 3));
  Z3_solver_dec_ref(t.c, s);
  Z3_del_context(t.c);
  return 0;
}
