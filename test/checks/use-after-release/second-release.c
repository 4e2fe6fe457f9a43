// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Released again: the second release goes, or the first leaves a null handle.
#include <stddef.h>
#include <z3.h>

void twiceBad(Z3_context ctx, Z3_ast f) {
  Z3_solver s = Z3_mk_solver(ctx);
  Z3_solver_inc_ref(ctx, s);
  Z3_solver_assert(ctx, s, f);
  Z3_solver_dec_ref(ctx, s);
  Z3_solver_dec_ref(ctx, s); // warn: 's' is released a second time
}
// fix: Z3_solver_assert(ctx, s, f);
// fix: Z3_solver_dec_ref(ctx, s);
// fix: }

int cleanupLabelBad(Z3_context ctx, Z3_ast f) {
  int result = -1;
  Z3_solver s = Z3_mk_solver(ctx);
  Z3_solver_inc_ref(ctx, s);
  Z3_solver_assert(ctx, s, f);
  if (Z3_solver_check(ctx, s) == Z3_L_FALSE) {
    Z3_solver_dec_ref(ctx, s);
    goto out;
  }
  result = 1;
out:
  Z3_solver_dec_ref(ctx, s); // warn: 's' is released a second time
  return result;
}
// fix: Z3_solver_dec_ref(ctx, s);
// fix: s = NULL;
// fix: goto out;
// fix: Z3_solver_dec_ref(ctx, s);

int cleanupLabelOk(Z3_context ctx, Z3_ast f) {
  int result = -1;
  Z3_solver s = Z3_mk_solver(ctx);
  Z3_solver_inc_ref(ctx, s);
  Z3_solver_assert(ctx, s, f);
  if (Z3_solver_check(ctx, s) == Z3_L_FALSE)
    goto out;
  result = 1;
out:
  Z3_solver_dec_ref(ctx, s);
  return result;
}

void configTwiceBad(void) {
  Z3_config cfg = Z3_mk_config();
  Z3_set_param_value(cfg, "model", "true");
  Z3_del_config(cfg);
  Z3_del_config(cfg); // warn: 'cfg' is released a second time
}
