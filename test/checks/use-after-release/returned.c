// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-use-after-release
// Who returns a handle hands it over. A function of this file alone is judged
// by what its callers do with the result.

#include <stdlib.h>
#include <z3.h>

static Z3_context opened(void) {
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  return c;
}

Z3_solver configuredBad(Z3_context c) {
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_params p = Z3_mk_params(c);
  Z3_params_inc_ref(c, p);
  Z3_solver_set_params(c, s, p);
  Z3_params_dec_ref(c, p);
  Z3_solver_dec_ref(c, s);
  return s; // warn-nofix: 's' is returned after it was released
}

Z3_solver configuredOk(Z3_context c) {
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_params p = Z3_mk_params(c);
  Z3_params_inc_ref(c, p);
  Z3_solver_set_params(c, s, p);
  Z3_params_dec_ref(c, p);
  return s;
}

// The context still has it as its last object.
Z3_solver lastObjectOk(Z3_context c) {
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_solver_push(c, s);
  Z3_solver_dec_ref(c, s);
  return s;
}

Z3_ast negatedBad(Z3_context c, Z3_ast x) {
  Z3_ast n = Z3_mk_not(c, x);
  Z3_inc_ref(c, n);
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_solver_assert(c, s, n);
  Z3_solver_assert(c, s, Z3_mk_or(c, 2, (Z3_ast[]){x, x}));
  Z3_solver_dec_ref(c, s);
  Z3_dec_ref(c, n);
  return n; // warn-nofix: 'n' is returned after it was released
}

Z3_ast negatedOk(Z3_context c, Z3_ast x) {
  Z3_ast n = Z3_mk_not(c, x);
  Z3_inc_ref(c, n);
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_solver_assert(c, s, n);
  Z3_solver_assert(c, s, Z3_mk_or(c, 2, (Z3_ast[]){x, x}));
  Z3_solver_dec_ref(c, s);
  return n;
}

Z3_context closedBad(void) {
  Z3_context c = opened();
  Z3_del_context(c);
  return c; // warn-nofix: 'c' is returned after it was released
}

Z3_context openOk(void) { return opened(); }

// Only whether there is one.
int foundOk(Z3_context c, Z3_solver s) {
  Z3_model m = NULL;
  if (Z3_solver_check(c, s) == Z3_L_TRUE) {
    m = Z3_solver_get_model(c, s);
    Z3_model_inc_ref(c, m);
    Z3_solver_get_statistics(c, s);
    Z3_model_dec_ref(c, m);
  }
  return m != NULL;
}

// On one of two ways it is gone, and the variable says so.
Z3_model decidedOk(Z3_context c, Z3_solver s, Z3_func_decl f) {
  Z3_model m = Z3_solver_get_model(c, s);
  Z3_model_inc_ref(c, m);
  Z3_solver_get_statistics(c, s);
  if (!Z3_model_has_interp(c, m, f)) {
    Z3_model_dec_ref(c, m);
    m = NULL;
  }
  return m;
}

// What came in may have more references than this function knows.
Z3_ast droppedOk(Z3_context c, Z3_ast x) {
  Z3_mk_not(c, x);
  Z3_dec_ref(c, x);
  return x;
}

struct session {
  Z3_context c;
  Z3_solver s;
};

// A field that is left as it is hands nothing over.
int closeOk(struct session *u) {
  u->s = Z3_mk_solver(u->c);
  Z3_solver_inc_ref(u->c, u->s);
  Z3_lbool answer = Z3_solver_check(u->c, u->s);
  Z3_solver_get_statistics(u->c, u->s);
  Z3_solver_dec_ref(u->c, u->s);
  return answer == Z3_L_TRUE;
}

static Z3_solver released(Z3_context c) {
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_mk_params(c);
  Z3_solver_dec_ref(c, s);
  return s;
}

void callerBad(Z3_context c) {
  Z3_solver s = released(c);
  Z3_solver_push(c, s); // warn-nofix: 's' is used after it was released
}

// Told of where it is returned, and not again.
void toldBeforeOk(Z3_context c) {
  Z3_solver s = configuredBad(c);
  Z3_solver_push(c, s);
}
