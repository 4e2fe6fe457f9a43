// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What is in a context goes with it.
// prints: 1
#include <stdio.h>
#include <z3.h>

static void releasedAfterBad(Z3_config cfg) {
  Z3_context ctx = Z3_mk_context_rc(cfg);
  Z3_solver s = Z3_mk_simple_solver(ctx);
  Z3_solver_inc_ref(ctx, s);
  Z3_solver_assert(ctx, s, Z3_mk_true(ctx));
  printf("%d\n", Z3_solver_check(ctx, s));
  Z3_del_context(ctx);
  Z3_solver_dec_ref(ctx, s); // warn: 's' is used after its context was deleted
}
// fix: printf("%d\n", Z3_solver_check(ctx, s));
// fix: Z3_solver_dec_ref(ctx, s);
// fix: Z3_del_context(ctx);

static void releasedBeforeOk(Z3_config cfg) {
  Z3_context ctx = Z3_mk_context_rc(cfg);
  Z3_solver s = Z3_mk_simple_solver(ctx);
  Z3_solver_inc_ref(ctx, s);
  Z3_solver_dec_ref(ctx, s);
  Z3_del_context(ctx);
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  releasedBeforeOk(cfg);
  releasedAfterBad(cfg);
  Z3_del_config(cfg);
  return 0;
}
