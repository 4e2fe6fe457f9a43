// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A tool reads a problem, and takes its last assertion as the goal.
// The goal goes with the list that it was read into.
// z3-trace knows no count of what a list holds. (Z3_mk_not of the dead goal ends
// the program: the term is gone when the parameters have been made.)
#include <stdio.h>
#include <z3.h>

static const char problem[] = "(declare-const speed Int)"
                              "(declare-const limit Int)"
                              "(assert (> limit 130))"
                              "(assert (<= speed (+ limit 1)))";

struct problem {
  Z3_context ctx;
  Z3_solver solver;
};

// Asserts all but the last; that one is given back, NULL if there is none.
static Z3_ast load(struct problem *p, const char *text) {
  Z3_context c = p->ctx;
  Z3_ast_vector all = Z3_parse_smtlib2_string(c, text, 0, NULL, NULL, 0, NULL,
                                              NULL);
  if (Z3_get_error_code(c) != Z3_OK)
    return NULL;
  Z3_ast_vector_inc_ref(c, all);
  unsigned n = Z3_ast_vector_size(c, all);
  for (unsigned i = 0; i + 1 < n; i++)
    Z3_solver_assert(c, p->solver, Z3_ast_vector_get(c, all, i));
  Z3_ast goal = n > 0 ? Z3_ast_vector_get(c, all, n - 1) : NULL;
  Z3_ast_vector_dec_ref(c, all);
  return goal;
}

static Z3_lbool is_possible(struct problem *p, Z3_ast goal) {
  Z3_solver_push(p->ctx, p->solver);
  Z3_solver_assert(p->ctx, p->solver, goal);
  Z3_lbool answer = Z3_solver_check(p->ctx, p->solver);
  Z3_solver_pop(p->ctx, p->solver, 1);
  return answer;
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  struct problem p;
  p.ctx = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  Z3_set_error_handler(p.ctx, NULL);
  p.solver = Z3_mk_simple_solver(p.ctx);
  Z3_solver_inc_ref(p.ctx, p.solver);
  Z3_ast goal = load(&p, problem);
  Z3_params params = Z3_mk_params(p.ctx);
  Z3_params_inc_ref(p.ctx, params);
  Z3_params_set_uint(p.ctx, params, Z3_mk_string_symbol(p.ctx, "timeout"), 5000);
  Z3_solver_set_params(p.ctx, p.solver, params);
  Z3_params_dec_ref(p.ctx, params);
  if (goal) {
    printf("possible: %d\n", is_possible(&p, goal) == Z3_L_TRUE); // report: z3-dangling-handle
  }
  Z3_solver_dec_ref(p.ctx, p.solver);
  Z3_del_context(p.ctx);
  return 0;
}
