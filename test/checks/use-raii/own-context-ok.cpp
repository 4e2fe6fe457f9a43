// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Where the handle would outlive the context that the function deletes.
// run: --checks=-*,z3-use-raii
#include <z3.h>

// Released by the context: nothing is lost, and nothing is to be converted.
int onOneWayOk(bool early) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  int possible = Z3_solver_check(c, s) == Z3_L_TRUE;
  if (!early)
    Z3_solver_dec_ref(c, s);
  Z3_del_context(c);
  return possible;
}
