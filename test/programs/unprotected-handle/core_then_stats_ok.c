// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A solver's front end explains a refusal, with the statistics of the search.
// The core is retained while the statistics are asked for.
#include <stdio.h>
#include <z3.h>

struct policy {
  Z3_context ctx;
  Z3_solver solver;
  Z3_ast rules[3];
};

static void policy_open(struct policy *p) {
  static const char *const names[] = {"admin", "guest", "audit"};
  Z3_config cfg = Z3_mk_config();
  p->ctx = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  p->solver = Z3_mk_simple_solver(p->ctx);
  Z3_solver_inc_ref(p->ctx, p->solver);
  for (int i = 0; i < 3; ++i) {
    p->rules[i] = Z3_mk_const(p->ctx, Z3_mk_string_symbol(p->ctx, names[i]),
                              Z3_mk_bool_sort(p->ctx));
    Z3_inc_ref(p->ctx, p->rules[i]);
  }
  Z3_ast never = Z3_mk_and(p->ctx, 2, p->rules);
  Z3_solver_assert(p->ctx, p->solver, Z3_mk_not(p->ctx, never));
}

static void policy_close(struct policy *p) {
  for (int i = 0; i < 3; ++i)
    Z3_dec_ref(p->ctx, p->rules[i]);
  Z3_solver_dec_ref(p->ctx, p->solver);
  Z3_del_context(p->ctx);
}

static unsigned conflicts(struct policy *p) {
  Z3_stats stats = Z3_solver_get_statistics(p->ctx, p->solver);
  Z3_stats_inc_ref(p->ctx, stats);
  unsigned n = Z3_stats_size(p->ctx, stats);
  Z3_stats_dec_ref(p->ctx, stats);
  return n;
}

static void explain(struct policy *p) {
  Z3_ast_vector core = Z3_solver_get_unsat_core(p->ctx, p->solver);
  Z3_ast_vector_inc_ref(p->ctx, core);
  printf("refused, %u counters\n", conflicts(p));
  unsigned n = Z3_ast_vector_size(p->ctx, core);
  printf("%u rules\n", n);
  Z3_ast_vector_dec_ref(p->ctx, core);
}

int main(void) {
  struct policy p;
  policy_open(&p);
  if (Z3_solver_check_assumptions(p.ctx, p.solver, 3, p.rules) == Z3_L_FALSE)
    explain(&p);
  policy_close(&p);
  return 0;
}
