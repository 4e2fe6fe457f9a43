// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-handle-leak
// The loop goes round twice, and is too long to be gone through iteration by iteration.
// What is left of the first one, behind the count, is no iteration that counts.
#include <stdlib.h>
#include <z3.h>
int more(void);
struct session {
  Z3_context ctx;
  Z3_solver solver;
  Z3_model model;
  Z3_ast ast;
  int n;
};
static void openSession(Z3_context c, struct session *s) {
  s->ctx = c;
  s->solver = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s->solver);
  s->model = NULL;
  s->n = 0;
}
static int solveSession(struct session *s) {
  s->model = Z3_solver_get_model(s->ctx, s->solver);
  Z3_model_inc_ref(s->ctx, s->model);
  return 1;
}
static void closeSession(struct session *s) {
  Z3_model_dec_ref(s->ctx, s->model);
  Z3_solver_dec_ref(s->ctx, s->solver);
}
int twiceBad(Z3_context c) {
  int r = 0;
  int i2 = 0;
  Z3_params p1 = NULL;
  p1 = Z3_mk_params(c); // warn: 'p1' (a Z3 params) is lost and never released
  Z3_params_inc_ref(c, p1);
  while (i2++ < 2) {
    Z3_params p3 = NULL;
    do {
      Z3_params *q4 = &p3;
      *q4 = Z3_mk_params(c);
      Z3_params_inc_ref(c, *q4);
      if (more()) {
        break;
      }
      Z3_params_set_bool(c, p3, Z3_mk_int_symbol(c, 1), 1);
      Z3_ast a5 = NULL;
      a5 = Z3_mk_int(c, 7, Z3_mk_int_sort(c));
      Z3_inc_ref(c, a5);
      Z3_params_set_bool(c, p3, Z3_mk_int_symbol(c, 1), 1);
      Z3_dec_ref(c, a5);
      struct session *h6 = calloc(1, sizeof *h6);
      Z3_solver *q7 = &h6->solver;
      *q7 = Z3_mk_solver(c);
      Z3_solver_inc_ref(c, *q7);
      Z3_params_set_bool(c, p3, Z3_mk_int_symbol(c, 1), 1);
      Z3_solver_dec_ref(c, h6->solver);
      free(h6);
    } while (0);
    Z3_params_dec_ref(c, p3);
    struct session session = {0};
    openSession(c, &session);
    Z3_sort f10 = Z3_mk_uninterpreted_sort(c, Z3_mk_int_symbol(c, 5));
    r += Z3_get_sort_id(c, f10);
    if (solveSession(&session)) {
      r += Z3_model_get_num_sorts(c, session.model);
    }
    Z3_params f12 = Z3_mk_params(c);
    Z3_params_set_bool(c, f12, Z3_mk_int_symbol(c, 1), 1);
    closeSession(&session);
    Z3_ast_vector a13 = NULL;
    a13 = Z3_mk_ast_vector(c);
    Z3_ast_vector_push(c, a13, Z3_mk_true(c));
    Z3_ast_vector_inc_ref(c, a13);
    Z3_ast part14 = Z3_mk_const(c, Z3_mk_int_symbol(c, 3), Z3_mk_bool_sort(c));
    Z3_ast_vector_push(c, a13, part14);
    Z3_params_set_bool(c, p1, Z3_mk_int_symbol(c, 1), 1);
    r += Z3_get_ast_kind(c, part14);
    Z3_ast_vector_dec_ref(c, a13);
  }
  return r;
}
// fix: Z3_params_dec_ref(c, p1);
