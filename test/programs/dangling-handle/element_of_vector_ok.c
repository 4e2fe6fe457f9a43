// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A loader takes the first formula out of a parsed script.
// A reference to the formula is taken before the vector is given back.
#include <stdio.h>
#include <z3.h>

static void assert_first(Z3_context c, Z3_solver s, const char *script) {
  Z3_ast_vector all = Z3_parse_smtlib2_string(c, script, 0, 0, 0, 0, 0, 0);
  if (Z3_get_error_code(c) != Z3_OK)
    return;
  Z3_ast_vector_inc_ref(c, all);
  Z3_ast first = Z3_ast_vector_get(c, all, 0);
  Z3_inc_ref(c, first);
  Z3_ast_vector_dec_ref(c, all);
  Z3_solver_push(c, s);
  Z3_ast_vector held = Z3_solver_get_assertions(c, s);
  Z3_ast_vector_inc_ref(c, held);
  printf("%u before\n", Z3_ast_vector_size(c, held));
  fflush(stdout);
  Z3_ast_vector_dec_ref(c, held);
  Z3_solver_assert(c, s, first);
  Z3_dec_ref(c, first);
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_set_error_handler(c, NULL);
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  assert_first(c, s, "(declare-const a Int)(assert (and (> a 300) (< a 300)))(assert (< a 500))");
  printf("answer %d\n", (int)Z3_solver_check(c, s));
  Z3_solver_dec_ref(c, s);
  Z3_del_context(c);
  return 0;
}
