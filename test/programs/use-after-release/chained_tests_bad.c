// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A core is printed when it is wanted and there; the last test of the chain forgets
// that it is given back for quiet runs.
#include <stdbool.h>
#include <stdio.h>
#include <z3.h>

static void explain(Z3_context c, Z3_solver s, bool quiet, bool debug) {
  Z3_ast_vector core = NULL;
  bool want = debug || !quiet;
  if (want && Z3_solver_check(c, s) == Z3_L_FALSE) {
    core = Z3_solver_get_unsat_core(c, s);
    Z3_ast_vector_inc_ref(c, core);
  }
  if (core && quiet)
    Z3_ast_vector_dec_ref(c, core);
  if (core && (debug || !quiet))
    printf("%u in the core\n", Z3_ast_vector_size(c, core)); // report: z3-use-after-release; trace: use-after-release
  if (core != NULL && !quiet)
    Z3_ast_vector_dec_ref(c, core);
}

int main(int argc, char **argv) {
  (void)argv;
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_solver_assert(c, s, Z3_mk_false(c));
  explain(c, s, true, argc > 0);
  explain(c, s, argc > 1, false);
  Z3_solver_dec_ref(c, s);
  Z3_del_context(c);
  return 0;
}
