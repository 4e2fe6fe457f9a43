// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A symbolic executor that forks at each branch: every pending state owns a
// solver that holds its path condition.
// The solver of an infeasible side is released at once.
#include <stdio.h>
#include <stdlib.h>
#include <z3.h>

struct state {
  Z3_solver path;
  unsigned depth;
};

struct worklist {
  struct state items[64];
  unsigned size;
};

static const char *const Conditions[][2] = {
    {"(declare-const x Int)(assert (> x 0))",
     "(declare-const x Int)(assert (not (> x 0)))"},
    {"(declare-const x Int)(assert (> x 100))",
     "(declare-const x Int)(assert (not (> x 100)))"},
    {"(declare-const x Int)(assert (= (mod x 2) 0))",
     "(declare-const x Int)(assert (not (= (mod x 2) 0)))"},
    {"(declare-const x Int)(assert (< x 50))",
     "(declare-const x Int)(assert (not (< x 50)))"},
};

static void copy_assertions(Z3_context ctx, Z3_solver from, Z3_solver to) {
  Z3_ast_vector all = Z3_solver_get_assertions(ctx, from);
  Z3_ast_vector_inc_ref(ctx, all);
  for (unsigned i = 0; i < Z3_ast_vector_size(ctx, all); ++i)
    Z3_solver_assert(ctx, to, Z3_ast_vector_get(ctx, all, i));
  Z3_ast_vector_dec_ref(ctx, all);
}

static unsigned explore(Z3_context ctx, struct worklist *work, unsigned depth) {
  unsigned paths = 0;
  while (work->size > 0) {
    struct state top = work->items[--work->size];
    if (top.depth == depth) {
      ++paths;
      Z3_solver_dec_ref(ctx, top.path);
      continue;
    }
    for (int side = 0; side < 2; ++side) {
      Z3_solver child = Z3_mk_simple_solver(ctx);
      Z3_solver_inc_ref(ctx, child);
      copy_assertions(ctx, top.path, child);
      Z3_solver_from_string(ctx, child, Conditions[top.depth][side]);
      if (Z3_solver_check(ctx, child) == Z3_L_FALSE) {
        Z3_solver_dec_ref(ctx, child);
        continue;
      }
      work->items[work->size++] = (struct state){child, top.depth + 1};
    }
    Z3_solver_dec_ref(ctx, top.path);
  }
  return paths;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);

  struct worklist work = {.size = 1};
  work.items[0].path = Z3_mk_simple_solver(ctx);
  work.items[0].depth = 0;
  Z3_solver_inc_ref(ctx, work.items[0].path);
  printf("feasible paths: %u\n", explore(ctx, &work, 4));
  Z3_del_context(ctx);
  return 0;
}
