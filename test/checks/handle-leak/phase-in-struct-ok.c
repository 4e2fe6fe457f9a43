// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The phase says whether there is a model; the second solve() does nothing when
// there is one.
#include <z3.h>
struct job {
  enum { CLOSED, OPEN, SOLVED } phase;
  Z3_context c;
  Z3_solver s;
  Z3_model m;
};
void open_job(struct job *j, Z3_context c) {
  j->c = c;
  j->s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, j->s);
  j->phase = OPEN;
}
void solve(struct job *j) {
  if (j->phase != OPEN)
    return;
  if (Z3_solver_check(j->c, j->s) == Z3_L_TRUE) {
    j->m = Z3_solver_get_model(j->c, j->s);
    Z3_model_inc_ref(j->c, j->m);
    j->phase = SOLVED;
  }
}
void close_job(struct job *j) {
  if (j->phase == SOLVED)
    Z3_model_dec_ref(j->c, j->m);
  if (j->phase != CLOSED)
    Z3_solver_dec_ref(j->c, j->s);
  j->phase = CLOSED;
}
void run(Z3_context c) {
  struct job j = {CLOSED, 0, 0, 0};
  open_job(&j, c);
  solve(&j);
  solve(&j);
  close_job(&j);
  close_job(&j);
}
