// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Terms are built in one context, scratch work is done in another; each has a
// function that makes it on demand.
// The term is made where the solver is.
// trace-allows: leak because the contexts live as long as the program
#include <stdio.h>
#include <z3.h>

static Z3_context make_context(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context(config);
  Z3_del_config(config);
  Z3_set_error_handler(c, NULL);
  return c;
}

static Z3_context main_context(void) {
  static Z3_context c;
  if (!c)
    c = make_context();
  return c;
}

static Z3_context scratch_context(void) {
  static Z3_context c;
  if (!c)
    c = make_context();
  return c;
}

static Z3_ast flag(Z3_context c, const char *name) {
  return Z3_mk_const(c, Z3_mk_string_symbol(c, name), Z3_mk_bool_sort(c));
}

int main(void) {
  Z3_solver s = Z3_mk_simple_solver(main_context());
  Z3_solver_inc_ref(main_context(), s);
  Z3_solver_assert(main_context(), s, flag(main_context(), "ready"));
  Z3_ast draft = Z3_mk_not(scratch_context(), flag(scratch_context(), "draft"));
  printf("draft %d\n", Z3_get_ast_kind(scratch_context(), draft) == Z3_APP_AST);
  fflush(stdout);
  Z3_solver_assert(main_context(), s, flag(main_context(), "draft"));
  printf("answer %d\n", Z3_solver_check(main_context(), s));
  Z3_solver_dec_ref(main_context(), s);
  return 0;
}
