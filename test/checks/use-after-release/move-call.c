// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The dead handle is in an array or a field, has another name, or is released
// by a call: the statement that releases it goes behind the last use.

#include <stdio.h>
#include <z3.h>

struct session {
  Z3_context context;
  Z3_solver solver;
  unsigned requests;
};

static void session_open(struct session *self, Z3_context context) {
  self->context = context;
  self->requests = 0;
  self->solver = Z3_mk_simple_solver(context);
  Z3_solver_inc_ref(context, self->solver);
}

static void session_close(struct session *self) {
  Z3_solver_dec_ref(self->context, self->solver);
}

static void session_close_aloud(struct session *self) {
  printf("closing\n");
  Z3_solver_dec_ref(self->context, self->solver);
}

// A second object takes the slot that would have kept the first.
static void other_object(Z3_context ctx) {
  Z3_params params = Z3_mk_params(ctx);
  Z3_params_inc_ref(ctx, params);
  Z3_params_dec_ref(ctx, params);
}

static void elementBad(Z3_context ctx) {
  Z3_solver solvers[2];
  for (int i = 0; i < 2; ++i) {
    solvers[i] = Z3_mk_simple_solver(ctx);
    Z3_solver_inc_ref(ctx, solvers[i]);
  }
  other_object(ctx);
  Z3_solver_dec_ref(ctx, solvers[0]);
  unsigned first = Z3_solver_get_num_scopes(ctx, solvers[0]); // warn: is used after it was released
  // fix: unsigned first = Z3_solver_get_num_scopes(ctx, solvers[0]);
  // fix: Z3_solver_dec_ref(ctx, solvers[0]);
  unsigned second = Z3_solver_get_num_scopes(ctx, solvers[1]);
  // fix: unsigned second = Z3_solver_get_num_scopes(ctx, solvers[1]);
  Z3_solver_dec_ref(ctx, solvers[1]);
  printf("%u %u\n", first, second);
}

static void callBad(Z3_context ctx) {
  struct session session;
  session_open(&session, ctx);
  other_object(ctx);
  printf("asking\n");
  session_close(&session);
  unsigned scopes = Z3_solver_get_num_scopes(ctx, session.solver); // warn: is used after it was released
  // fix: unsigned scopes = Z3_solver_get_num_scopes(ctx, session.solver);
  // fix: session_close(&session);
  printf("%u\n", scopes);
}

// Both print, and would come in another order: a reference of its own.
static void bothPrintBad(Z3_context ctx) {
  struct session session;
  session_open(&session, ctx);
  other_object(ctx);
  // fix: Z3_solver kept = session.solver;
  // fix: Z3_solver_inc_ref(ctx, kept);
  session_close_aloud(&session);
  printf("%u\n", Z3_solver_get_num_scopes(ctx, session.solver)); // warn: is used after it was released
  // fix: Z3_solver_dec_ref(ctx, kept);
}

static void aloudBad(Z3_context ctx) {
  struct session session;
  session_open(&session, ctx);
  other_object(ctx);
  session_close_aloud(&session);
  unsigned scopes = Z3_solver_get_num_scopes(ctx, session.solver); // warn: is used after it was released
  // fix: unsigned scopes = Z3_solver_get_num_scopes(ctx, session.solver);
  // fix: session_close_aloud(&session);
  printf("%u\n", scopes);
}

// The vector keeps its elements: the release goes behind the last use of one.
static void borrowedBad(Z3_context ctx, struct session *session) {
  Z3_ast_vector known = Z3_solver_get_assertions(ctx, session->solver);
  Z3_ast_vector_inc_ref(ctx, known);
  Z3_ast_vector *alias = &known;
  other_object(ctx);
  Z3_ast_vector_dec_ref(ctx, known);
  Z3_ast last = Z3_ast_vector_get(ctx, *alias, 0); // warn: is used after it was released
  unsigned kind = Z3_get_ast_kind(ctx, last);
  // fix: unsigned kind = Z3_get_ast_kind(ctx, last);
  // fix: Z3_ast_vector_dec_ref(ctx, known);
  printf("%s\n", kind == Z3_APP_AST ? "application" : "other");
}

// The elements of the array stand for one another: which one is dead at the
// use is not known.
static void unknownElementBad(Z3_context ctx, int i) {
  Z3_solver solvers[2];
  solvers[0] = Z3_mk_simple_solver(ctx);
  Z3_solver_inc_ref(ctx, solvers[0]);
  solvers[1] = solvers[0];
  other_object(ctx);
  Z3_solver_dec_ref(ctx, solvers[0]);
  i = i + 1;
  unsigned scopes = Z3_solver_get_num_scopes(ctx, solvers[1]); // warn: is used after it was released
  // fix: unsigned scopes = Z3_solver_get_num_scopes(ctx, solvers[1]);
  // fix: Z3_solver_dec_ref(ctx, solvers[0]);
  printf("%u %d\n", scopes, i);
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);
  elementBad(ctx);
  callBad(ctx);
  aloudBad(ctx);
  struct session session;
  session_open(&session, ctx);
  Z3_symbol name = Z3_mk_string_symbol(ctx, "fact");
  Z3_ast fact = Z3_mk_const(ctx, name, Z3_mk_bool_sort(ctx));
  Z3_solver_assert(ctx, session.solver, fact);
  borrowedBad(ctx, &session);
  session_close(&session);
  unknownElementBad(ctx, 1);
  Z3_del_context(ctx);
  return 0;
}
// prints: 0 0
// prints: asking
// prints: 0
// prints: closing
// prints: 0
// prints: application
// prints: 0 2
