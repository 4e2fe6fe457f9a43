// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-unprotected-handle
// Handles of count 0: what collects them, and what keeps them.
#include <z3.h>

Z3_ast argumentsBad(Z3_context ctx, Z3_ast a, Z3_ast b) {
  Z3_inc_ref(ctx, a);
  Z3_ast args[2];
  args[0] = Z3_mk_not(ctx, a);
  // fix: Z3_inc_ref(ctx, args[0]);
  args[1] = Z3_mk_not(ctx, b);
  // fix: Z3_ast result = Z3_mk_and(ctx, 2, args);
  // fix: Z3_dec_ref(ctx, args[0]);
  // fix: return result;
  return Z3_mk_and(ctx, 2, args); // warn: is used after a call that may have collected it
}

Z3_ast chainOk(Z3_context ctx, Z3_ast a) {
  return Z3_mk_not(ctx, Z3_mk_not(ctx, Z3_mk_not(ctx, a)));
}

unsigned otherKindBad(Z3_context ctx, Z3_solver s) {
  Z3_model m = Z3_solver_get_model(ctx, s);
  // fix: Z3_model_inc_ref(ctx, m);
  Z3_stats st = Z3_solver_get_statistics(ctx, s);
  unsigned n = Z3_stats_size(ctx, st);
  // fix: unsigned result = n + Z3_model_get_num_consts(ctx, m);
  // fix: Z3_model_dec_ref(ctx, m);
  // fix: return result;
  return n + Z3_model_get_num_consts(ctx, m); // warn: 'm' is used after a call that may have collected it
}

unsigned retainedOk(Z3_context ctx, Z3_solver s) {
  Z3_model m = Z3_solver_get_model(ctx, s);
  Z3_model_inc_ref(ctx, m);
  Z3_stats st = Z3_solver_get_statistics(ctx, s);
  unsigned n = Z3_stats_size(ctx, st) + Z3_model_get_num_consts(ctx, m);
  Z3_model_dec_ref(ctx, m);
  return n;
}

Z3_ast immortalOk(Z3_context ctx, Z3_ast a) {
  Z3_sort integer = Z3_mk_int_sort(ctx);
  Z3_ast yes = Z3_mk_true(ctx);
  Z3_ast n = Z3_mk_int(ctx, 100, integer);
  Z3_ast cond = Z3_mk_eq(ctx, a, n);
  return Z3_mk_ite(ctx, cond, yes, yes);
}

Z3_ast borrowedOk(Z3_context ctx, Z3_app app) {
  Z3_ast first = Z3_get_app_arg(ctx, app, 0);
  Z3_ast negated = Z3_mk_not(ctx, first);
  (void)negated;
  return Z3_mk_not(ctx, first);
}
