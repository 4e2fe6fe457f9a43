// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A fuzzer's solver back end: for each mutated seed, asks for an input that
// takes the other branch.
// Each query's input has the same name: queries do not see each other.
#include <stdio.h>
#include <z3.h>

static int flip_branch(Z3_context ctx, Z3_solver solver, Z3_ast input,
                       int seed) {
  int solution = -1;
  Z3_sort integer = Z3_mk_int_sort(ctx);
  Z3_ast limit = Z3_mk_int(ctx, seed, integer);
  Z3_inc_ref(ctx, limit);

  Z3_solver_push(ctx, solver);
  Z3_solver_assert(ctx, solver, Z3_mk_gt(ctx, input, limit));
  if (Z3_solver_check(ctx, solver) == Z3_L_TRUE) {
    Z3_model model = Z3_solver_get_model(ctx, solver);
    Z3_model_inc_ref(ctx, model);
    Z3_ast value;
    if (Z3_model_eval(ctx, model, input, 1, &value)) {
      Z3_inc_ref(ctx, value);
      Z3_get_numeral_int(ctx, value, &solution);
      Z3_dec_ref(ctx, value);
    }
    Z3_model_dec_ref(ctx, model);
  }
  Z3_solver_pop(ctx, solver, 1);
  Z3_dec_ref(ctx, limit);
  return solution;
}

static int fuzz(Z3_context ctx, Z3_solver solver, int num_seeds) {
  int solved = 0;
  Z3_sort integer = Z3_mk_int_sort(ctx);
  Z3_symbol name = Z3_mk_string_symbol(ctx, "input");
  for (int seed = 0; seed < num_seeds; ++seed) {
    Z3_ast input = Z3_mk_const(ctx, name, integer);
    Z3_inc_ref(ctx, input);
    if (flip_branch(ctx, solver, input, seed) > seed)
      ++solved;
    Z3_dec_ref(ctx, input);
  }
  return solved;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_solver solver = Z3_mk_simple_solver(ctx);
  Z3_solver_inc_ref(ctx, solver);
  printf("%d branches flipped\n", fuzz(ctx, solver, 400));
  Z3_solver_dec_ref(ctx, solver);
  Z3_del_context(ctx);
  return 0;
}
