// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A capacity planner asks for the smallest number of machines by trying one
// limit after the other. `solve_within` gives a counted model through `out`.
// The loop releases each model after looking at it.
#include <stdbool.h>
#include <stdio.h>
#include <z3.h>

struct plant {
  Z3_context ctx;
  Z3_solver solver;
  Z3_ast machines;
};

static bool solve_within(struct plant *p, int limit, Z3_model *out) {
  Z3_context ctx = p->ctx;
  Z3_solver_push(ctx, p->solver);
  Z3_ast bound = Z3_mk_int(ctx, limit, Z3_mk_int_sort(ctx));
  Z3_inc_ref(ctx, bound);
  Z3_solver_assert(ctx, p->solver, Z3_mk_le(ctx, p->machines, bound));
  Z3_dec_ref(ctx, bound);
  bool possible = Z3_solver_check(ctx, p->solver) == Z3_L_TRUE;
  if (possible) {
    *out = Z3_solver_get_model(ctx, p->solver);
    Z3_model_inc_ref(ctx, *out);
  }
  Z3_solver_pop(ctx, p->solver, 1);
  return possible;
}

static int fewest_machines(struct plant *p, int limit) {
  Z3_model model;
  int fewest = -1;
  while (solve_within(p, limit, &model)) {
    fewest = limit;
    printf("%d machines: %u decisions\n", limit,
           Z3_model_get_num_consts(p->ctx, model));
    Z3_model_dec_ref(p->ctx, model);
    --limit;
  }
  return fewest;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);
  struct plant p = {.ctx = ctx, .solver = Z3_mk_simple_solver(ctx)};
  Z3_solver_inc_ref(ctx, p.solver);
  p.machines = Z3_mk_const(ctx, Z3_mk_string_symbol(ctx, "machines"),
                           Z3_mk_int_sort(ctx));
  Z3_inc_ref(ctx, p.machines);
  Z3_solver_from_string(ctx, p.solver,
                        "(declare-const machines Int)(declare-const shifts Int)"
                        "(assert (<= 1 shifts 3))"
                        "(assert (>= (* 12 (+ machines shifts)) 100))");

  printf("at least %d machines\n", fewest_machines(&p, 30));

  Z3_dec_ref(ctx, p.machines);
  Z3_solver_dec_ref(ctx, p.solver);
  Z3_del_context(ctx);
  return 0;
}
