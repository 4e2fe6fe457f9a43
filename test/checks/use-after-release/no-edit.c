// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Findings for which no edit is offered, since none is surely right.

#include <stdio.h>
#include <z3.h>

// Behind the branches it is used on both ways: where it would have to go, the
// other way has released it already.
void usedBehindBad(Z3_context ctx, int verbose) {
  Z3_solver s = Z3_mk_solver(ctx);
  Z3_solver_inc_ref(ctx, s);
  if (verbose) {
    Z3_solver_dec_ref(ctx, s);
    Z3_params p = Z3_mk_params(ctx);
    Z3_params_inc_ref(ctx, p);
    Z3_params_dec_ref(ctx, p);
    printf("%u scopes\n", Z3_solver_get_num_scopes(ctx, s)); // warn-nofix: 's' is used after it was released
  } else {
    Z3_solver_dec_ref(ctx, s);
  }
  printf("%u again\n", Z3_solver_get_num_scopes(ctx, s)); // warn-nofix: 's' is used after it was released
}
