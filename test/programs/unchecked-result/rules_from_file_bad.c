// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A firewall checker reads rules from texts; errors are codes, by its options.
// The number of rules is asked for although the text may be wrong.
#include <stdio.h>
#include <z3.h>

static Z3_context open_context(void) {
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  return c;
}

static unsigned assert_all(Z3_context c, Z3_solver s, const char *text) {
  Z3_ast_vector v = Z3_parse_smtlib2_string(c, text, 0, NULL, NULL, 0, NULL, NULL);
  Z3_ast_vector_inc_ref(c, v);
  unsigned n = Z3_ast_vector_size(c, v); // report: z3-unchecked-result
  for (unsigned i = 0; i < n; i++)
    Z3_solver_assert(c, s, Z3_ast_vector_get(c, v, i));
  Z3_ast_vector_dec_ref(c, v);
  return n;
}

static int allows(Z3_context c, const char *rules, const char *packet) {
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  assert_all(c, s, rules);
  assert_all(c, s, packet);
  int yes = Z3_solver_check(c, s) == Z3_L_TRUE;
  Z3_solver_dec_ref(c, s);
  return yes;
}

int main(void) {
  Z3_context c = open_context();
  Z3_set_error_handler(c, NULL);
  printf("%d\n", allows(c, "(declare-const port Int)(assert (< port 1024))",
                        "(declare-const port Int)(assert (= port 80))"));
  Z3_del_context(c);
  return 0;
}
