// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Right code: z3-unchecked-result says nothing.
#include <stdio.h>
#include <z3.h>

Z3_model afterSatOk(Z3_context c, Z3_solver s, Z3_ast e) {
  Z3_solver_assert(c, s, e);
  if (Z3_solver_check(c, s) != Z3_L_TRUE)
    return NULL;
  return Z3_solver_get_model(c, s);
}

// Z3 may have a model after "unknown".
void potentialModelOk(Z3_context c, Z3_solver s) {
  switch (Z3_solver_check(c, s)) {
  case Z3_L_FALSE:
    puts(Z3_ast_vector_to_string(c, Z3_solver_get_unsat_core(c, s)));
    break;
  case Z3_L_UNDEF: {
    Z3_model m = Z3_solver_get_model(c, s);
    if (m)
      puts(Z3_model_to_string(c, m));
    break;
  }
  case Z3_L_TRUE:
    puts(Z3_model_to_string(c, Z3_solver_get_model(c, s)));
    break;
  }
}

// Checked by the caller.
Z3_model ofCallerOk(Z3_context c, Z3_solver s) {
  return Z3_solver_get_model(c, s);
}

// Somebody looks at the answer.
Z3_model answerHandedOnOk(Z3_context c, Z3_solver s, Z3_lbool *answer) {
  *answer = Z3_solver_check(c, s);
  return Z3_solver_get_model(c, s);
}

static Z3_lbool ask(Z3_context c, Z3_solver s, Z3_ast e) {
  Z3_solver_assert(c, s, e);
  return Z3_solver_check(c, s);
}

Z3_model askedByHelperOk(Z3_context c, Z3_solver s, Z3_ast e) {
  return ask(c, s, e) == Z3_L_TRUE ? Z3_solver_get_model(c, s) : NULL;
}

void resultHeldAgainstNullOk(Z3_context c, const char *name) {
  Z3_set_error_handler(c, NULL);
  Z3_tactic t = Z3_mk_tactic(c, name);
  if (t == NULL)
    return;
  puts(Z3_tactic_get_help(c, t));
}

void codeReadOk(Z3_context c, const char *name) {
  Z3_set_error_handler(c, NULL);
  Z3_tactic t = Z3_mk_tactic(c, name);
  if (Z3_get_error_code(c) == Z3_OK)
    puts(Z3_tactic_get_help(c, t));
}
