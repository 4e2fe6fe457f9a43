// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Dear objects made anew each time.
#include "common.h"

int main(void) {
  for (int i = 0; i < 8; ++i) {
    Z3_config config = Z3_mk_config();
    Z3_context c = Z3_mk_context(config); // EVENT: churn context count=8
    Z3_del_config(config);
    Z3_del_context(c);
  }
  Z3_context c = counting_context();
  for (int i = 0; i < 9; ++i) {
    Z3_solver s = Z3_mk_solver(c); // EVENT: churn solver count=9
    Z3_solver_inc_ref(c, s);
    Z3_solver_check(c, s);
    Z3_solver_dec_ref(c, s);
  }
  for (int i = 0; i < 7; ++i) { // one below the threshold
    Z3_solver s = Z3_mk_simple_solver(c);
    Z3_solver_inc_ref(c, s);
    Z3_solver_dec_ref(c, s);
  }
  Z3_solver pool[9]; // all are wanted together
  for (int i = 0; i < 9; ++i) {
    pool[i] = Z3_mk_simple_solver(c);
    Z3_solver_inc_ref(c, pool[i]);
  }
  for (int i = 0; i < 9; ++i)
    Z3_solver_dec_ref(c, pool[i]);
  Z3_del_context(c);
  return 0;
}
