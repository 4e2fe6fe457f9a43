// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Handles of a context that is gone.
// CRASHES
#include "common.h"

int main(void) {
  Z3_context c = counting_context();
  Z3_solver s = Z3_mk_simple_solver(c); // MARK: made
  Z3_solver_inc_ref(c, s);
  Z3_ast x = held_const(c, "x");
  Z3_dec_ref(c, x);
  Z3_del_context(c); // MARK: deleted
  Z3_solver_dec_ref(c, s); // EVENT: use-after-context-delete solver made=made released=deleted
  return 0;
}
