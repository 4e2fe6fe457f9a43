// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-context-mixing
// The context has no variable but a function that gives it; or the object can't
// be translated, and is asked in its own context.

#include <stdio.h>
#include <z3.h>

static Z3_context make_context(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context(config);
  Z3_del_config(config);
  return c;
}

static Z3_context scratch(void) {
  static Z3_context c;
  if (!c)
    c = make_context();
  return c;
}

static unsigned accessorBad(Z3_context c) {
  Z3_ast draft = Z3_mk_true(scratch());
  return Z3_get_ast_kind(c, draft); // warn: 'draft' is used in a context that it does not belong to
  // fix: return Z3_get_ast_kind(c, Z3_translate(scratch(), draft, c));
}

static int solverBad(void) {
  Z3_context base = make_context(), second = make_context();
  Z3_solver s = Z3_mk_simple_solver(base);
  Z3_solver_inc_ref(base, s);
  int answer = Z3_solver_check(second, s); // warn: 's' is used in a context that it does not belong to
  // fix: int answer = Z3_solver_check(base, s);
  Z3_solver_dec_ref(base, s);
  Z3_del_context(second);
  Z3_del_context(base);
  return answer;
}

// The term that is asserted belongs to the context of the call.
static void assertBad(Z3_context second) {
  Z3_context base = make_context();
  Z3_solver s = Z3_mk_simple_solver(base);
  Z3_solver_inc_ref(base, s);
  Z3_solver_assert(second, s, Z3_mk_true(second)); // warn-nofix: 's' is used in a context that it does not belong to
  Z3_solver_dec_ref(base, s);
  Z3_del_context(base);
}

static int solverOk(void) {
  Z3_context base = make_context();
  Z3_solver s = Z3_mk_simple_solver(base);
  Z3_solver_inc_ref(base, s);
  int answer = Z3_solver_check(base, s);
  Z3_solver_dec_ref(base, s);
  Z3_del_context(base);
  return answer;
}
