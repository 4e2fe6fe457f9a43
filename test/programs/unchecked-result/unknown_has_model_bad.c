// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A static analyzer asks for an example of each warning that may be real.
// An unknown answer falls through to the code that reads the model.
// Z3 gives a stale model or none: no misuse of a handle, so z3-trace says nothing.
#include <stdio.h>
#include <z3.h>

enum verdict { FALSE_ALARM, REAL, MAYBE };

struct warning {
  const char *text;
  Z3_ast condition;
};

static void on_error(Z3_context ctx, Z3_error_code code) {
  fprintf(stderr, "z3: %s\n", Z3_get_error_msg(ctx, code));
}

static void print_example(Z3_context ctx, Z3_solver solver) {
  Z3_model model = Z3_solver_get_model(ctx, solver);
  Z3_model_inc_ref(ctx, model);
  printf("%u values\n", Z3_model_get_num_consts(ctx, model));
  Z3_model_dec_ref(ctx, model);
}

static enum verdict triage(Z3_context ctx, Z3_solver solver,
                           const struct warning *w) {
  enum verdict verdict = REAL;
  Z3_solver_push(ctx, solver);
  Z3_solver_assert(ctx, solver, w->condition);
  switch (Z3_solver_check(ctx, solver)) {
  case Z3_L_FALSE:
    verdict = FALSE_ALARM;
    break;
  case Z3_L_UNDEF:
    verdict = MAYBE;
    /* fall through */
  case Z3_L_TRUE:
    printf("%s: ", w->text);
    print_example(ctx, solver); // report: z3-unchecked-result
    break;
  }
  Z3_solver_pop(ctx, solver, 1);
  return verdict;
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  Z3_set_error_handler(ctx, on_error);
  Z3_solver solver = Z3_mk_simple_solver(ctx);
  Z3_solver_inc_ref(ctx, solver);
  struct warning w = {"null dereference",
                      Z3_mk_const(ctx, Z3_mk_string_symbol(ctx, "p_is_null"),
                                  Z3_mk_bool_sort(ctx))};
  Z3_inc_ref(ctx, w.condition);
  printf("%d\n", triage(ctx, solver, &w));
  Z3_dec_ref(ctx, w.condition);
  Z3_solver_dec_ref(ctx, solver);
  Z3_del_context(ctx);
  return 0;
}
