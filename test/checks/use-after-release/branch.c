// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The release too early stands in one branch, and the other branch has one of
// its own: only the first one moves.

#include <stdio.h>
#include <z3.h>

static void scopesBad(Z3_context ctx, int verbose) {
  Z3_solver s = Z3_mk_solver(ctx);
  Z3_solver_inc_ref(ctx, s);
  Z3_lbool found = Z3_solver_check(ctx, s);
  if (found == Z3_L_TRUE && verbose) {
    Z3_solver_dec_ref(ctx, s);
    // A second object takes the slot that would have kept the first.
    Z3_params p = Z3_mk_params(ctx);
    Z3_params_inc_ref(ctx, p);
    Z3_params_dec_ref(ctx, p);
    printf("%u scopes\n", Z3_solver_get_num_scopes(ctx, s)); // warn: 's' is used after it was released
    // fix: printf("%u scopes\n", Z3_solver_get_num_scopes(ctx, s));
    // fix: Z3_solver_dec_ref(ctx, s);
    // fix: } else {
    printf("done\n");
  } else {
    printf("quiet\n");
    Z3_solver_dec_ref(ctx, s);
  }
}

static void twoBranchesOk(Z3_context ctx, int verbose) {
  Z3_solver s = Z3_mk_solver(ctx);
  Z3_solver_inc_ref(ctx, s);
  if (verbose) {
    printf("%u scopes\n", Z3_solver_get_num_scopes(ctx, s));
    Z3_solver_dec_ref(ctx, s);
  } else {
    Z3_solver_dec_ref(ctx, s);
  }
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);
  scopesBad(ctx, 1);
  scopesBad(ctx, 0);
  twoBranchesOk(ctx, 1);
  Z3_del_context(ctx);
  return 0;
}
// prints: 0 scopes
// prints: done
// prints: quiet
// prints: 0 scopes
