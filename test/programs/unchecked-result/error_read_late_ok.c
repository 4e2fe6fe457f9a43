// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A front end parses a script and wants to stop at an error.
// The error code is read first.
#include <stdio.h>
#include <z3.h>

static int parse(Z3_context c, Z3_string text) {
  Z3_ast_vector parsed = Z3_parse_smtlib2_string(c, text, 0, NULL, NULL, 0, NULL, NULL);
  int failed = Z3_get_error_code(c) != Z3_OK;
  Z3_ast_vector_inc_ref(c, parsed);
  Z3_ast_vector_dec_ref(c, parsed);
  return failed;
}

static void ignore(Z3_context c, Z3_error_code code) {
  fprintf(stderr, "%s", Z3_get_error_msg(c, code));
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_set_error_handler(c, ignore);
  printf("failed: %d\n", parse(c, "(assert"));
  Z3_del_context(c);
  return 0;
}
