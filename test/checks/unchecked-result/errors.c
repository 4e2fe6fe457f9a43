// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Errors that call nobody.
#include <stdio.h>
#include <z3.h>

void tacticBad(Z3_context c, const char *name) {
  Z3_set_error_handler(c, NULL);
  Z3_tactic t = Z3_mk_tactic(c, name);
  puts(Z3_tactic_get_help(c, t)); // warn-nofix: 't' may be null here; errors of its context call nobody
}

void parsedBad(Z3_context c, const char *text) {
  Z3_set_error_handler(c, NULL);
  Z3_ast_vector v = Z3_parse_smtlib2_string(c, text, 0, 0, 0, 0, 0, 0);
  if (v)
    puts(Z3_ast_vector_to_string(c, v)); // warn-nofix: 'v' is used, but whether parsing failed was not read
}

int readTooLateBad(Z3_context c, const char *text) {
  Z3_ast_vector v = Z3_parse_smtlib2_string(c, text, 0, 0, 0, 0, 0, 0);
  Z3_ast_vector_inc_ref(c, v);
  int failed = Z3_get_error_code(c) != Z3_OK; // warn-nofix: the error code is read after another call has reset it
  Z3_ast_vector_dec_ref(c, v);
  return failed;
}
