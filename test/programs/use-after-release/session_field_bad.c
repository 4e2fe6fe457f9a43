// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A solver service holds its solver in a session that a helper closes.
// The answer to the last request is read out of the closed session.
#include <stdio.h>
#include <z3.h>

struct session {
  Z3_context context;
  Z3_solver solver;
  unsigned requests;
};

static void session_open(struct session *self, Z3_context c) {
  self->context = c;
  self->solver = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, self->solver);
  self->requests = 0;
}

static Z3_lbool session_ask(struct session *self, Z3_ast assumption) {
  self->requests++;
  return Z3_solver_check_assumptions(self->context, self->solver, 1,
                                     &assumption);
}

static void session_close(struct session *self) {
  Z3_stats figures = Z3_solver_get_statistics(self->context, self->solver);
  Z3_stats_inc_ref(self->context, figures);
  printf("closed after %u requests, %s figures\n", self->requests,
         Z3_stats_size(self->context, figures) ? "with" : "without");
  Z3_stats_dec_ref(self->context, figures);
  fflush(stdout);
  Z3_solver_dec_ref(self->context, self->solver);
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_ast locked =
      Z3_mk_const(c, Z3_mk_string_symbol(c, "locked"), Z3_mk_bool_sort(c));
  Z3_inc_ref(c, locked);

  struct session session;
  session_open(&session, c);
  Z3_solver_assert(c, session.solver, Z3_mk_not(c, locked));
  Z3_lbool answer = session_ask(&session, locked);
  printf("answer: %d\n", answer);
  session_close(&session);
  if (answer == Z3_L_FALSE) {
    Z3_ast_vector core = Z3_solver_get_unsat_core(c, session.solver); // report: z3-use-after-release; trace: use-after-release
    Z3_ast_vector_inc_ref(c, core);
    printf("core: %u\n", Z3_ast_vector_size(c, core));
    Z3_ast_vector_dec_ref(c, core);
  }

  Z3_dec_ref(c, locked);
  Z3_del_context(c);
  return 0;
}
