// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A checker reads its axioms from text, in a context without an error handler.
// The error code is read directly after the call.
#include <stdio.h>
#include <z3.h>

static unsigned load(Z3_string text) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_set_error_handler(c, NULL);
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_ast_vector axioms = Z3_parse_smtlib2_string(c, text, 0, NULL, NULL, 0, NULL, NULL);
  if (Z3_get_error_code(c) != Z3_OK) {
    printf("error: %s", Z3_get_error_msg(c, Z3_PARSER_ERROR));
    Z3_solver_dec_ref(c, s);
    Z3_del_context(c);
    return 0;
  }
  Z3_ast_vector_inc_ref(c, axioms);
  unsigned count = Z3_ast_vector_size(c, axioms);
  for (unsigned i = 0; i < count; i++)
    Z3_solver_assert(c, s, Z3_ast_vector_get(c, axioms, i));
  printf("%s", Z3_solver_to_string(c, s));
  Z3_ast_vector_dec_ref(c, axioms);
  Z3_solver_dec_ref(c, s);
  Z3_del_context(c);
  return count;
}

int main(void) {
  printf("%u axioms\n", load("(declare-const p Bool) (assert p"));
  return 0;
}
