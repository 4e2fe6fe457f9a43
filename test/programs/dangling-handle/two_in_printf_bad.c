// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A tool logs both sides of a rewrite.
// Both texts are in the one buffer of the context when printf reads them.
// z3-trace follows handles, not strings: the program counts what it printed,
// and says that the lines differ in length from what they should have.
#include <stdio.h>
#include <z3.h>

static int log_rewrite(Z3_context c, Z3_ast from, Z3_ast to) {
  return printf("%s ==> %s\n", Z3_ast_to_string(c, from), Z3_ast_to_string(c, to)); // report: z3-dangling-handle
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_ast p = Z3_mk_const(c, Z3_mk_string_symbol(c, "p"), Z3_mk_bool_sort(c));
  Z3_inc_ref(c, p);
  Z3_ast twice = Z3_mk_not(c, Z3_mk_not(c, p));
  Z3_inc_ref(c, twice);
  Z3_ast simple = Z3_simplify(c, twice);
  Z3_inc_ref(c, simple);
  int printed = log_rewrite(c, twice, simple);
  puts(printed == 20 ? "as it should be" : "too short or too long");
  Z3_dec_ref(c, simple);
  Z3_dec_ref(c, twice);
  Z3_dec_ref(c, p);
  Z3_del_context(c);
  return 0;
}
