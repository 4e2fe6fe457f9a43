// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-handle-leak
// A handle in a field is released before the struct is freed.
#include <stdio.h>
#include <stdlib.h>
#include <z3.h>

struct query {
  Z3_solver solver;
  Z3_model model;
};

static int askBad(Z3_context c, Z3_solver s) {
  struct query *q = malloc(sizeof *q);
  if (!q)
    return -1;
  q->solver = s;
  if (Z3_solver_check(c, q->solver) != Z3_L_TRUE) {
    free(q);
    return -1;
  }
  q->model = Z3_solver_get_model(c, q->solver); // warn: 'q->model' (a Z3 model) is lost
  Z3_model_inc_ref(c, q->model);
  int n = (int)Z3_model_get_num_consts(c, q->model);
  // fix: Z3_model_dec_ref(c, q->model);
  free(q);
  return n;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  // prints: 0
  printf("%d\n", askBad(c, s));
  Z3_solver_dec_ref(c, s);
  Z3_del_context(c);
  return 0;
}
