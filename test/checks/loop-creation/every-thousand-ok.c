// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The solver is replaced every so many queries.
#include <z3.h>
static Z3_solver sol(Z3_context c) {
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  return s;
}
void restart(Z3_context c, unsigned n) {
  Z3_solver s = sol(c);
  for (unsigned i = 0; i < n; i++) {
    if (i && i % 1000 == 0) {
      Z3_solver_dec_ref(c, s);
      s = sol(c);
    }
    Z3_solver_check(c, s);
  }
  Z3_solver_dec_ref(c, s);
}
