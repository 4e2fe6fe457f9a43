// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A tuner that raises the conflict limit until the solver answers.
// Each round releases the last round's parameters before it makes new ones.
#include <stdio.h>
#include <z3.h>

static const char Pigeons[] =
    "(declare-fun h (Int) Int)"
    "(assert (and (<= 0 (h 0) 2) (<= 0 (h 1) 2) (<= 0 (h 2) 2)"
    "             (<= 0 (h 3) 2)))"
    "(assert (distinct (h 0) (h 1) (h 2) (h 3)))";

static unsigned tune(Z3_context ctx, Z3_solver solver, unsigned rounds) {
  Z3_symbol max_conflicts = Z3_mk_string_symbol(ctx, "max_conflicts");
  Z3_symbol random_seed = Z3_mk_string_symbol(ctx, "random_seed");
  Z3_params params = NULL;
  unsigned round = 0;
  unsigned answered = 0;
  do {
    if (params)
      Z3_params_dec_ref(ctx, params);
    params = Z3_mk_params(ctx);
    Z3_params_inc_ref(ctx, params);
    Z3_params_set_uint(ctx, params, max_conflicts, 1 + round * 10);
    Z3_params_set_uint(ctx, params, random_seed, round);
    Z3_solver_set_params(ctx, solver, params);

    Z3_solver_push(ctx, solver);
    if (Z3_solver_check(ctx, solver) == Z3_L_FALSE)
      ++answered;
    Z3_solver_pop(ctx, solver, 1);
  } while (++round < rounds);

  printf("last parameters: %s\n", Z3_params_to_string(ctx, params));
  Z3_params_dec_ref(ctx, params);
  return answered;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_solver solver = Z3_mk_simple_solver(ctx);
  Z3_solver_inc_ref(ctx, solver);
  Z3_solver_from_string(ctx, solver, Pigeons);

  unsigned answered = tune(ctx, solver, 24);
  printf("answered: %s\n", answered > 0 ? "yes" : "no");

  Z3_solver_dec_ref(ctx, solver);
  Z3_del_context(ctx);
  return 0;
}
