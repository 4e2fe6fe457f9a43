// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A simplifier says what it has changed.
// The old text is overwritten by the new one before they are compared.
// z3-trace follows handles, not strings: the program never finds a change.
#include <stdio.h>
#include <string.h>
#include <z3.h>

static int changed(Z3_context c, Z3_ast term) {
  Z3_string before = Z3_ast_to_string(c, term);
  Z3_ast simple = Z3_simplify(c, term);
  Z3_inc_ref(c, simple);
  Z3_string after = Z3_ast_to_string(c, simple);
  int differs = strcmp(before, after) != 0; // report: z3-dangling-handle
  printf("now %s\n", after);
  Z3_dec_ref(c, simple);
  return differs;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_ast p = Z3_mk_const(c, Z3_mk_string_symbol(c, "p"), Z3_mk_bool_sort(c));
  Z3_inc_ref(c, p);
  Z3_ast twice = Z3_mk_not(c, Z3_mk_not(c, p));
  Z3_inc_ref(c, twice);
  printf("changed: %d\n", changed(c, twice));
  Z3_dec_ref(c, twice);
  Z3_dec_ref(c, p);
  Z3_del_context(c);
  return 0;
}
