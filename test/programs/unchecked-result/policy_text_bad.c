// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A policy checker reads its policy from text, with errors as codes.
// What the parser gives is used although the text may be wrong.
#include <stdio.h>
#include <z3.h>

static unsigned load_policy(Z3_context c, Z3_solver s, const char *text) {
  unsigned rules = 0;
  Z3_ast_vector all =
      Z3_parse_smtlib2_string(c, text, 0, NULL, NULL, 0, NULL, NULL);
  Z3_ast_vector_inc_ref(c, all);
  for (unsigned i = 0; i < Z3_ast_vector_size(c, all); i++) { // report: z3-unchecked-result
    Z3_solver_assert(c, s, Z3_ast_vector_get(c, all, i));
    rules++;
  }
  Z3_ast_vector_dec_ref(c, all);
  return rules;
}

int main(int argc, char **argv) {
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  Z3_set_error_handler(c, NULL);
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  const char *text = "(declare-const port Int)(assert (< port 1024))"
                     "(assert (> port 0))";
  unsigned rules = load_policy(c, s, argc > 1 ? argv[1] : text);
  printf("%u rules\n", rules);
  Z3_solver_dec_ref(c, s);
  Z3_del_context(c);
  return rules == 2 ? 0 : 1;
}
