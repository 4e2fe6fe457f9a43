// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A batch takes the formulas out of a vector, asserts them and checks.
// The loop at the end gives back references that the first loop never took.
#include <stdio.h>
#include <z3.h>

static int check_all(Z3_context c, Z3_solver s, Z3_ast_vector formulas) {
  unsigned n = Z3_ast_vector_size(c, formulas);
  for (unsigned i = 0; i < n; i++) {
    Z3_ast f = Z3_ast_vector_get(c, formulas, i);
    Z3_solver_assert(c, s, f);
  }
  int r = Z3_solver_check(c, s);
  for (unsigned i = 0; i < n; i++) {
    Z3_ast f = Z3_ast_vector_get(c, formulas, i);
    Z3_dec_ref(c, f); // report: z3-ownership-mismatch; trace: release-of-unowned
  }
  return r;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_ast_vector formulas = Z3_parse_smtlib2_string(
      c, "(declare-const a Bool)(declare-const b Bool)(assert (or a b))(assert (not a))", 0, 0, 0, 0, 0, 0);
  Z3_ast_vector_inc_ref(c, formulas);
  printf("answer %d\n", check_all(c, s, formulas));
  fflush(stdout);
  Z3_ast_vector_dec_ref(c, formulas);
  Z3_solver_dec_ref(c, s);
  Z3_del_context(c);
  return 0;
}
