// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-handle-leak
// Fields that the function does not surely hold where the struct is freed.
#include <stdlib.h>
#include <z3.h>

struct query {
  Z3_solver solver;
  Z3_model model;
};

// On one way it was released before.
int sometimesBad(Z3_context c, Z3_solver s, int early) {
  struct query *q = malloc(sizeof *q);
  if (!q)
    return -1;
  q->model = Z3_solver_get_model(c, s); // warn-nofix: is lost
  Z3_model_inc_ref(c, q->model);
  int n = (int)Z3_model_get_num_consts(c, q->model);
  if (early)
    Z3_model_dec_ref(c, q->model);
  free(q);
  return n;
}

// It is made on one way only.
int perhapsMadeBad(Z3_context c, Z3_solver s) {
  struct query *q = malloc(sizeof *q);
  if (!q)
    return -1;
  q->solver = s;
  if (Z3_solver_check(c, q->solver) == Z3_L_TRUE) {
    q->model = Z3_solver_get_model(c, q->solver); // warn-nofix: is lost
    Z3_model_inc_ref(c, q->model);
  }
  free(q);
  return 0;
}
