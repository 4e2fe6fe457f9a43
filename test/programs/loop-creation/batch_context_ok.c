// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Checks a batch of scripts, each in a context with the options that the script
// asks for.
// The context is deleted on both ways out of the iteration.
#include <stdio.h>
#include <z3.h>

struct job {
  const char *model_wanted;
  const char *script;
};

static void ignore_errors(Z3_context ctx, Z3_error_code code) {
  (void)ctx;
  (void)code;
}

static Z3_context open_context(const char *model_wanted) {
  Z3_config config = Z3_mk_config();
  Z3_set_param_value(config, "model", model_wanted);
  Z3_context ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_set_error_handler(ctx, ignore_errors);
  return ctx;
}

static int run_batch(const struct job *jobs, int n, int *broken) {
  int sat = 0;
  for (int i = 0; i < n; ++i) {
    Z3_context ctx = open_context(jobs[i].model_wanted);
    Z3_ast_vector formulas = Z3_parse_smtlib2_string(
        ctx, jobs[i].script, 0, NULL, NULL, 0, NULL, NULL);
    if (Z3_get_error_code(ctx) != Z3_OK) {
      ++*broken;
      Z3_del_context(ctx);
      continue;
    }
    Z3_ast_vector_inc_ref(ctx, formulas);
    Z3_solver solver = Z3_mk_simple_solver(ctx);
    Z3_solver_inc_ref(ctx, solver);
    for (unsigned k = 0; k < Z3_ast_vector_size(ctx, formulas); ++k)
      Z3_solver_assert(ctx, solver, Z3_ast_vector_get(ctx, formulas, k));
    Z3_ast_vector_dec_ref(ctx, formulas);
    if (Z3_solver_check(ctx, solver) == Z3_L_TRUE)
      ++sat;
    Z3_solver_dec_ref(ctx, solver);
    Z3_del_context(ctx);
  }
  return sat;
}

int main(void) {
  const struct job jobs[] = {
      {"true", "(declare-const p Bool)(assert p)"},
      {"false", "(declare-const p Bool)(assert q)"},
      {"false", "(declare-const p Bool)(assert (and p (not p)))"},
      {"true", "(assert (= x 1))"},
      {"true", "(declare-const n Int)(assert (> n 3))"},
      {"false", "(declare-const n Int)(assert (> n 3)"},
      {"true", "(assert ())"},
  };
  int broken = 0;
  int sat = run_batch(jobs, (int)(sizeof jobs / sizeof *jobs), &broken);
  printf("%d satisfiable, %d do not parse\n", sat, broken);
  return 0;
}
