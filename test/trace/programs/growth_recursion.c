// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// All depths of a recursion are one site.
#include "common.h"

static void explore(Z3_context c, Z3_solver s, int depth) {
  if (depth == 0)
    return;
  Z3_solver_check(c, s);
  Z3_model m = Z3_solver_get_model(c, s); // EVENT: growth model
  Z3_model_inc_ref(c, m);
  explore(c, s, depth - 1);
  Z3_model_dec_ref(c, m);
}

int main(void) {
  Z3_context c = counting_context();
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  explore(c, s, 12);
  Z3_solver_dec_ref(c, s);
  Z3_del_context(c);
  return 0;
}
