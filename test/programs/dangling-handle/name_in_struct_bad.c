// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A front end enters its variables in a table, with their names.
// The names are pointers into the buffer of the context: each is overwritten
// by the next. z3-trace follows handles, not strings: main finds that the
// first two names are equal.
#include <stdio.h>
#include <string.h>
#include <z3.h>

struct variable {
  Z3_ast term;
  const char *name;
};

static void enter(Z3_context c, struct variable *v, Z3_ast term) {
  Z3_func_decl decl = Z3_get_app_decl(c, Z3_to_app(c, term));
  Z3_inc_ref(c, term);
  v->term = term;
  v->name = Z3_get_symbol_string(c, Z3_get_decl_name(c, decl));
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_sort integer = Z3_mk_int_sort(c);
  struct variable width, height;
  enter(c, &width, Z3_mk_const(c, Z3_mk_string_symbol(c, "width"), integer));
  enter(c, &height, Z3_mk_const(c, Z3_mk_string_symbol(c, "height"), integer));
  printf("%s\n", strcmp(width.name, height.name) ? "two names" : "one name"); // report: z3-dangling-handle
  Z3_dec_ref(c, height.term);
  Z3_dec_ref(c, width.term);
  Z3_del_context(c);
  return 0;
}
