// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// unwind() releases as many as 'stage' says.
#include <stddef.h>
#include <z3.h>
void unwind(Z3_context c, int stage, Z3_solver s, Z3_params p, Z3_goal g) {
  switch (stage) {
  case 3:
    Z3_goal_dec_ref(c, g); /* fall through */
  case 2:
    Z3_params_dec_ref(c, p); /* fall through */
  case 1:
    Z3_solver_dec_ref(c, s);
  }
}
int staged(Z3_context c, int upto) {
  Z3_solver s = NULL;
  Z3_params p = NULL;
  Z3_goal g = NULL;
  int stage = 0;
  if (upto > 0) {
    s = Z3_mk_simple_solver(c);
    Z3_solver_inc_ref(c, s);
    stage = 1;
  }
  if (upto > 1) {
    p = Z3_mk_params(c);
    Z3_params_inc_ref(c, p);
    stage = 2;
  }
  if (upto > 2) {
    g = Z3_mk_goal(c, 1, 0, 0);
    Z3_goal_inc_ref(c, g);
    stage = 3;
  }
  unwind(c, stage, s, p, g);
  return stage;
}
