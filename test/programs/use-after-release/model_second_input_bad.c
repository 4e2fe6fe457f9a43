// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A test generator reads the inputs of a path out of one model.
// The model goes back after the first input, the second is read from it.
#include <stdio.h>
#include <z3.h>

static Z3_ast keep(Z3_context c, Z3_ast a) {
  Z3_inc_ref(c, a);
  return a;
}

static int generate(Z3_context c, Z3_solver s, Z3_ast width, Z3_ast height) {
  if (Z3_solver_check(c, s) != Z3_L_TRUE)
    return 0;
  Z3_model m = Z3_solver_get_model(c, s);
  Z3_model_inc_ref(c, m);

  Z3_ast value = NULL;
  int w = 0, h = 0;
  if (!Z3_model_eval(c, m, width, true, &value) ||
      !Z3_get_numeral_int(c, value, &w)) {
    Z3_model_dec_ref(c, m);
    return 0;
  }
  Z3_model_dec_ref(c, m);

  /* The label of the test case comes from the solver's own figures. */
  Z3_stats figures = Z3_solver_get_statistics(c, s);
  Z3_stats_inc_ref(c, figures);
  printf("figures: %s\n", Z3_stats_size(c, figures) ? "yes" : "no");
  Z3_stats_dec_ref(c, figures);
  fflush(stdout);

  int ok = Z3_model_eval(c, m, height, true, &value) && // report: z3-use-after-release; trace: use-after-release
           Z3_get_numeral_int(c, value, &h);
  if (ok)
    printf("test: %d x %d\n", w, h);
  return ok;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_sort integer = Z3_mk_int_sort(c);
  Z3_ast width =
      keep(c, Z3_mk_const(c, Z3_mk_string_symbol(c, "width"), integer));
  Z3_ast height =
      keep(c, Z3_mk_const(c, Z3_mk_string_symbol(c, "height"), integer));
  Z3_ast seven = keep(c, Z3_mk_int(c, 7, integer));
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_solver_assert(c, s, Z3_mk_eq(c, width, seven));
  Z3_solver_assert(c, s, Z3_mk_eq(c, height, width));

  int done = generate(c, s, width, height);

  Z3_solver_dec_ref(c, s);
  Z3_dec_ref(c, seven);
  Z3_dec_ref(c, height);
  Z3_dec_ref(c, width);
  Z3_del_context(c);
  return done ? 0 : 1;
}
