// build: Inputs/xx.c
// The statistics of a run are printed when the solver has been given back.
#include "xx.h"

#include <stdio.h>

static int run(Z3_context c, const char *problem, int verbose) {
  Z3_solver s = xx_solver_new(c);
  if (xx_assert_text(c, s, problem) != 0) {
    xx_solver_free(c, s);
    return -1;
  }
  Z3_lbool answer = Z3_solver_check(c, s);
  xx_solver_free(c, s);
  Z3_ast t = Z3_mk_true(c);
  Z3_ast_vector units = Z3_mk_ast_vector(c); // what Z3 kept last is gone now
  Z3_ast_vector_inc_ref(c, units);
  Z3_ast_vector_push(c, units, t);
  Z3_ast_vector_dec_ref(c, units);
  if (verbose)
    printf("%u scopes\n", Z3_solver_get_num_scopes(c, s)); // report: z3-use-after-release; trace: use-after-release
  return answer == Z3_L_TRUE;
}

int main(void) {
  Z3_context c = xx_open();
  int sat = run(c, "(declare-const x Int)(assert (> x 41))", 1);
  xx_close(c);
  return sat == 1 ? 0 : 1;
}
