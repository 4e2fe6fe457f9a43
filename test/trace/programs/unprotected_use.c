// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Fresh handles that a later call has let go of.
// CRASHES
#include "common.h"
#include <stdlib.h>

int main(void) {
  Z3_context c = counting_context();
  Z3_set_error_handler(c, NULL);
  Z3_sort bits = Z3_mk_bv_sort(c, 8);
  Z3_ast x = Z3_mk_const(c, Z3_mk_int_symbol(c, 1), bits);
  Z3_inc_ref(c, x);

  Z3_ast early = Z3_mk_bvnot(c, x); // MARK: early
  Z3_mk_bvneg(c, x);
  printf("%u\n", Z3_get_ast_kind(c, early)); // EVENT: unprotected-use ast made=early

  Z3_params p = Z3_mk_params(c); // MARK: params
  Z3_goal g = Z3_mk_goal(c, true, false, false); // another kind, the same slot
  fflush(stdout);
  Z3_goal_inc_ref(c, g);
  Z3_goal_dec_ref(c, g);
  Z3_ast square = Z3_mk_bvmul(c, x, x); // MARK: square
  // Builds terms of its own before it looks at its arguments.
  Z3_mk_bvadd_no_overflow(c, square, x, true); // EVENT: unprotected-use ast made=square
  Z3_params_to_string(c, p); // EVENT: unprotected-use params made=params
  abort(); // what is broken must not be torn down
}
