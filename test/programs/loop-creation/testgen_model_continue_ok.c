// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A test generator: one input for each coverage goal, duplicates dropped.
// The model is released before the duplicate is skipped.
#include <stdbool.h>
#include <stdio.h>
#include <z3.h>

struct suite {
  int inputs[64];
  unsigned size;
};

static bool seen_before(const struct suite *suite, int input) {
  for (unsigned i = 0; i < suite->size; ++i)
    if (suite->inputs[i] == input)
      return true;
  return false;
}

static bool eval_int(Z3_context ctx, Z3_model model, Z3_ast term, int *out) {
  Z3_ast value;
  if (!Z3_model_eval(ctx, model, term, true, &value))
    return false;
  Z3_inc_ref(ctx, value);
  bool known = Z3_get_numeral_int(ctx, value, out);
  Z3_dec_ref(ctx, value);
  return known;
}

static void cover(Z3_context ctx, Z3_solver solver, Z3_ast input,
                  unsigned num_goals, struct suite *suite) {
  Z3_sort integer = Z3_mk_int_sort(ctx);
  for (unsigned goal = 0; goal < num_goals; ++goal) {
    Z3_solver_push(ctx, solver);
    Z3_ast line = Z3_mk_int(ctx, (int)goal % 8, integer);
    Z3_inc_ref(ctx, line);
    Z3_solver_assert(ctx, solver, Z3_mk_eq(ctx, input, line));
    Z3_dec_ref(ctx, line);
    if (Z3_solver_check(ctx, solver) != Z3_L_TRUE) {
      Z3_solver_pop(ctx, solver, 1);
      continue;
    }
    Z3_model model = Z3_solver_get_model(ctx, solver);
    Z3_model_inc_ref(ctx, model);
    Z3_solver_pop(ctx, solver, 1);

    int value = 0;
    if (!eval_int(ctx, model, input, &value) || seen_before(suite, value)) {
      printf("goal %u: nothing new\n", goal);
      Z3_model_dec_ref(ctx, model);
      continue;
    }
    suite->inputs[suite->size++] = value;
    Z3_model_dec_ref(ctx, model);
  }
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

  struct suite suite = {.size = 0};
  cover(ctx, solver, input, 40, &suite);
  printf("%u tests\n", suite.size);

  Z3_dec_ref(ctx, input);
  Z3_solver_dec_ref(ctx, solver);
  Z3_del_context(ctx);
  return 0;
}
