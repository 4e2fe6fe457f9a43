// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A solver service closes its session when the last client has gone.
// The context is deleted first, and the solver is released in it after that.
#include <stdio.h>
#include <z3.h>

struct session {
  Z3_context ctx;
  Z3_solver solver;
  Z3_ast quota;
  unsigned clients;
};

static void session_open(struct session *s, int quota) {
  Z3_config cfg = Z3_mk_config();
  Z3_set_param_value(cfg, "model", "true");
  s->ctx = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  s->solver = Z3_mk_simple_solver(s->ctx);
  Z3_solver_inc_ref(s->ctx, s->solver);
  s->quota = Z3_mk_int(s->ctx, quota, Z3_mk_int_sort(s->ctx));
  Z3_inc_ref(s->ctx, s->quota);
  s->clients = 0;
}

static int session_admit(struct session *s, int used) {
  Z3_ast amount = Z3_mk_int(s->ctx, used, Z3_mk_int_sort(s->ctx));
  Z3_inc_ref(s->ctx, amount);
  Z3_solver_push(s->ctx, s->solver);
  Z3_solver_assert(s->ctx, s->solver, Z3_mk_le(s->ctx, amount, s->quota));
  int fits = Z3_solver_check(s->ctx, s->solver) == Z3_L_TRUE;
  Z3_solver_pop(s->ctx, s->solver, 1);
  Z3_dec_ref(s->ctx, amount);
  s->clients += fits;
  return fits;
}

static void drop_terms(struct session *s) {
  Z3_dec_ref(s->ctx, s->quota);
  s->quota = NULL;
}

static void drop_engine(struct session *s) {
  Z3_del_context(s->ctx);
  Z3_solver_dec_ref(s->ctx, s->solver); // report: z3-use-after-release; trace: use-after-context-delete
  s->solver = NULL;
  s->ctx = NULL;
}

static void session_leave(struct session *s) {
  if (s->clients > 0 && --s->clients > 0)
    return;
  drop_terms(s);
  drop_engine(s);
}

int main(void) {
  struct session s;
  session_open(&s, 40);
  int admitted = session_admit(&s, 12) + session_admit(&s, 41);
  printf("%d\n", admitted);
  fflush(stdout);
  session_leave(&s);
  return 0;
}
