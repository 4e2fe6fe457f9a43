// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Invariant inference: tries candidates on a transition relation that is the
// same for all of them.
// One solver holds the relation; each candidate lives between push and pop.
#include <stdio.h>
#include <z3.h>

static const char Relation[] =
    "(declare-const x Int)(declare-const y Int)"
    "(declare-const nx Int)(declare-const ny Int)"
    "(assert (= nx (+ x 1)))(assert (= ny (+ y 2)))";

static int is_inductive(Z3_context ctx, Z3_solver solver, int k) {
  char step[256];
  snprintf(step, sizeof step,
           "(declare-const x Int)(declare-const y Int)"
           "(declare-const nx Int)(declare-const ny Int)"
           "(assert (>= y (* %d x)))(assert (not (>= ny (* %d nx))))",
           k, k);
  Z3_solver_from_string(ctx, solver, step);
  return Z3_solver_check(ctx, solver) == Z3_L_FALSE;
}

static int count_invariants(Z3_context ctx, int num_candidates) {
  int inductive = 0;
  Z3_solver solver = Z3_mk_simple_solver(ctx);
  Z3_solver_inc_ref(ctx, solver);
  Z3_solver_from_string(ctx, solver, Relation);
  for (int k = 0; k < num_candidates; ++k) {
    Z3_solver_push(ctx, solver);
    if (is_inductive(ctx, solver, k))
      ++inductive;
    Z3_solver_pop(ctx, solver, 1);
  }
  Z3_solver_dec_ref(ctx, solver);
  return inductive;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);
  printf("%d inductive candidates\n", count_invariants(ctx, 30));
  Z3_del_context(ctx);
  return 0;
}
