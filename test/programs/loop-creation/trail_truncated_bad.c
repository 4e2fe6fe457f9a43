// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A symbolic executor keeps the branch conditions of the current path in a list
// and goes back to a mark when a branch is finished.
// Going back only shortens the list: the conditions stay counted.
#include <stdio.h>
#include <stdlib.h>
#include <z3.h>

struct path {
  Z3_context ctx;
  Z3_ast *conds;
  size_t len, cap;
};

static void path_add(struct path *p, Z3_ast cond) {
  if (p->len == p->cap) {
    p->cap = p->cap ? 2 * p->cap : 4;
    p->conds = realloc(p->conds, p->cap * sizeof *p->conds);
    if (!p->conds)
      abort();
  }
  Z3_inc_ref(p->ctx, cond);
  p->conds[p->len++] = cond;
}

static void path_back_to(struct path *p, size_t mark) {
  p->len = mark; // report: z3-handle-leak
}

static void path_free(struct path *p) {
  for (size_t i = 0; i < p->len; i++)
    Z3_dec_ref(p->ctx, p->conds[i]);
  free(p->conds);
}

static int feasible(struct path *p, Z3_solver s) {
  return Z3_solver_check_assumptions(p->ctx, s, (unsigned)p->len, p->conds) ==
         Z3_L_TRUE;
}

static int count_taken(struct path *p, Z3_solver s, const int *branches,
                       int n) {
  int taken = 0;
  for (int i = 0; i < n; i++) {
    size_t mark = p->len;
    Z3_symbol name = Z3_mk_int_symbol(p->ctx, branches[i]);
    path_add(p, Z3_mk_const(p->ctx, name, Z3_mk_bool_sort(p->ctx))); // trace: leak
    taken += feasible(p, s);
    path_back_to(p, mark);
  }
  return taken;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);
  struct path p = {ctx, NULL, 0, 0};
  Z3_solver s = Z3_mk_simple_solver(ctx);
  Z3_solver_inc_ref(ctx, s);
  static const int branches[] = {4, 7, 11};
  printf("%d taken\n", count_taken(&p, s, branches, 3));
  Z3_solver_dec_ref(ctx, s);
  path_free(&p);
  Z3_del_context(ctx);
  return 0;
}
