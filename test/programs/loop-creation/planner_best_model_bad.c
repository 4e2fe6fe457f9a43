// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A planner that improves its plan step by step: the best model so far is kept
// in the search state.
// A better model overwrites the field, and the former one stays counted.
#include <stdbool.h>
#include <stdio.h>
#include <z3.h>

struct search {
  Z3_context ctx;
  Z3_solver solver;
  Z3_ast cost;
  Z3_model best;
  int best_cost;
};

static int cost_of(const struct search *s, Z3_model model) {
  Z3_ast value;
  int cost = -1;
  if (!Z3_model_eval(s->ctx, model, s->cost, true, &value))
    return -1;
  Z3_inc_ref(s->ctx, value);
  Z3_get_numeral_int(s->ctx, value, &cost);
  Z3_dec_ref(s->ctx, value);
  return cost;
}

static void demand_cheaper(struct search *s) {
  Z3_ast bound = Z3_mk_int(s->ctx, s->best_cost, Z3_mk_int_sort(s->ctx));
  Z3_inc_ref(s->ctx, bound);
  Z3_solver_assert(s->ctx, s->solver, Z3_mk_lt(s->ctx, s->cost, bound)); // trace-allows: growth because each bound tightens the last
  Z3_dec_ref(s->ctx, bound);
}

static void improve(struct search *s) {
  while (Z3_solver_check(s->ctx, s->solver) == Z3_L_TRUE) {
    s->best = Z3_solver_get_model(s->ctx, s->solver); // report: z3-loop-creation leak; trace: leak
    Z3_model_inc_ref(s->ctx, s->best);
    s->best_cost = cost_of(s, s->best);
    demand_cheaper(s);
  }
}

int main(void) {
  Z3_config config = Z3_mk_config();
  struct search s = {.ctx = Z3_mk_context_rc(config)};
  Z3_del_config(config);
  s.solver = Z3_mk_simple_solver(s.ctx);
  Z3_solver_inc_ref(s.ctx, s.solver);
  s.cost = Z3_mk_const(s.ctx, Z3_mk_string_symbol(s.ctx, "cost"),
                       Z3_mk_int_sort(s.ctx));
  Z3_inc_ref(s.ctx, s.cost);
  Z3_solver_from_string(s.ctx, s.solver,
                        "(declare-const cost Int)(declare-const trucks Int)"
                        "(assert (= cost (- 100 (* 3 trucks))))"
                        "(assert (<= 2 trucks 30))"
                        "(assert (not (= trucks 5)))");

  improve(&s);
  printf("best plan costs %d\n", s.best_cost);

  Z3_model_dec_ref(s.ctx, s.best);
  Z3_dec_ref(s.ctx, s.cost);
  Z3_solver_dec_ref(s.ctx, s.solver);
  Z3_del_context(s.ctx);
  return 0;
}
