// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-ownership-mismatch
// A loop that does nothing but to give back what is borrowed goes as a whole.
#include <z3.h>

int checkBad(Z3_context c, Z3_solver s, Z3_ast_vector v) {
  unsigned n = Z3_ast_vector_size(c, v);
  for (unsigned i = 0; i < n; i++)
    Z3_solver_assert(c, s, Z3_ast_vector_get(c, v, i));
  int r = Z3_solver_check(c, s);
  // fix: int r = Z3_solver_check(c, s);
  // fix: return r;
  for (unsigned i = 0; i < n; i++) {
    Z3_ast f = Z3_ast_vector_get(c, v, i);
    Z3_dec_ref(c, f); // warn: is released, but it is borrowed
  }
  return r;
}

// Without the loop, the variable that it counts to would be unused.
void dropBad(Z3_context c, Z3_ast_vector v) {
  unsigned n = Z3_ast_vector_size(c, v);
  for (unsigned i = 0; i < n; i++) {
    Z3_ast f = Z3_ast_vector_get(c, v, i);
    Z3_dec_ref(c, f); // warn-nofix: is released, but it is borrowed
  }
}

int checkOk(Z3_context c, Z3_solver s, Z3_ast_vector v) {
  unsigned n = Z3_ast_vector_size(c, v);
  for (unsigned i = 0; i < n; i++) {
    Z3_ast f = Z3_ast_vector_get(c, v, i);
    Z3_inc_ref(c, f);
    Z3_solver_assert(c, s, f);
    Z3_dec_ref(c, f);
  }
  return Z3_solver_check(c, s);
}
