// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A test generator reads an input out of the model of each path.
// `read_input` releases the model on both ways out.
#include <stdio.h>
#include <z3.h>

static int read_input(Z3_context ctx, Z3_solver solver, Z3_ast input,
                      int fallback) {
  Z3_model model = Z3_solver_get_model(ctx, solver);
  Z3_model_inc_ref(ctx, model);
  Z3_ast value = NULL;
  int result = fallback;
  if (!Z3_model_eval(ctx, model, input, false, &value) ||
      !Z3_is_numeral_ast(ctx, value)) {
    Z3_model_dec_ref(ctx, model);
    return fallback;
  }
  Z3_get_numeral_int(ctx, value, &result);
  Z3_model_dec_ref(ctx, model);
  return result;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_solver solver = Z3_mk_simple_solver(ctx);
  Z3_solver_inc_ref(ctx, solver);
  Z3_ast input = Z3_mk_const(ctx, Z3_mk_string_symbol(ctx, "input"),
                             Z3_mk_int_sort(ctx));
  Z3_inc_ref(ctx, input);
  if (Z3_solver_check(ctx, solver) == Z3_L_TRUE)
    printf("input: %d\n", read_input(ctx, solver, input, 7));
  Z3_dec_ref(ctx, input);
  Z3_solver_dec_ref(ctx, solver);
  Z3_del_context(ctx);
  return 0;
}
