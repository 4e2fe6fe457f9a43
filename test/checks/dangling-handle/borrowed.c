// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-dangling-handle
// Borrowed handles live as long as their owner.
#include <z3.h>

unsigned elementBad(Z3_context c, Z3_string script) {
  Z3_ast_vector v = Z3_parse_smtlib2_string(c, script, 0, 0, 0, 0, 0, 0);
  Z3_ast_vector_inc_ref(c, v);
  Z3_ast first = Z3_ast_vector_get(c, v, 0);
  Z3_ast_vector_dec_ref(c, v);
  // fix: Z3_inc_ref(c, first);
  // fix: Z3_ast_vector_dec_ref(c, v);
  // fix: unsigned result = Z3_get_ast_id(c, first);
  // fix: Z3_dec_ref(c, first);
  // fix: return result;
  return Z3_get_ast_id(c, first); // warn: 'first' is borrowed, and used after its owner was released
}

unsigned retainedOk(Z3_context c, Z3_string script) {
  Z3_ast_vector v = Z3_parse_smtlib2_string(c, script, 0, 0, 0, 0, 0, 0);
  Z3_ast_vector_inc_ref(c, v);
  Z3_ast first = Z3_ast_vector_get(c, v, 0);
  Z3_inc_ref(c, first);
  Z3_ast_vector_dec_ref(c, v);
  unsigned id = Z3_get_ast_id(c, first);
  Z3_dec_ref(c, first);
  return id;
}

unsigned ofSolverOk(Z3_context c, Z3_solver s) {
  Z3_ast_vector v = Z3_solver_get_assertions(c, s);
  Z3_ast_vector_inc_ref(c, v);
  Z3_ast first = Z3_ast_vector_get(c, v, 0);
  Z3_ast_vector_dec_ref(c, v);
  return Z3_get_ast_id(c, first);
}

unsigned partOfPartBad(Z3_context c, Z3_ast a) {
  Z3_ast inner = Z3_get_app_arg(c, Z3_to_app(c, Z3_get_app_arg(c, Z3_to_app(c, a), 0)), 1);
  Z3_dec_ref(c, a);
  // fix: Z3_inc_ref(c, inner);
  // fix: Z3_dec_ref(c, a);
  // fix: unsigned result = Z3_get_ast_id(c, inner);
  // fix: Z3_dec_ref(c, inner);
  return Z3_get_ast_id(c, inner); // warn: 'inner' is borrowed, and used after its owner was released
}

struct watch {
  Z3_context c;
  Z3_ast last;
};

static void onFixedBad(void *user, Z3_solver_callback cb, unsigned id, Z3_ast value) {
  struct watch *w = user;
  w->last = value; // warn-nofix: a Z3 AST is kept that is lent for the call only
}

static void onFixedOk(void *user, Z3_solver_callback cb, unsigned id, Z3_ast value) {
  struct watch *w = user;
  Z3_inc_ref(w->c, value);
  if (w->last)
    Z3_dec_ref(w->c, w->last);
  w->last = value;
}

void setUpOk(Z3_context c, Z3_solver s, int keep) {
  Z3_solver_propagate_fixed(c, s, keep ? onFixedOk : onFixedBad);
  Z3_solver_propagate_fixed(c, s, onFixedOk);
  Z3_solver_propagate_fixed(c, s, onFixedBad);
}
