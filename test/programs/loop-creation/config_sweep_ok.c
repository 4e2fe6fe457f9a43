// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A configuration sweep: solves one script under several time limits, each in a
// context of its own, because the limit is set at creation.
// The configuration is deleted as soon as its context stands.
// trace-allows: churn because each context has the options of its limit
#include <stdio.h>
#include <string.h>
#include <z3.h>

static const char Script[] = "(declare-const a (_ BitVec 16))"
                             "(declare-const b (_ BitVec 16))"
                             "(assert (= (bvmul a b) #x0c35))"
                             "(assert (bvugt a #x0001))"
                             "(assert (bvugt b #x0001))";

static Z3_lbool solve(Z3_context ctx) {
  Z3_solver solver = Z3_mk_simple_solver(ctx);
  Z3_solver_inc_ref(ctx, solver);
  Z3_solver_from_string(ctx, solver, Script);
  Z3_lbool answer = Z3_solver_check(ctx, solver);
  Z3_solver_dec_ref(ctx, solver);
  return answer;
}

static int sweep(const unsigned *limits, unsigned n) {
  int solved = 0;
  for (unsigned i = 0; i < n; ++i) {
    char limit[16];
    snprintf(limit, sizeof limit, "%u", limits[i]);
    Z3_config config = Z3_mk_config();
    Z3_set_param_value(config, "timeout", limit);
    Z3_set_param_value(config, "model", i % 2 ? "true" : "false");
    Z3_context ctx = Z3_mk_context_rc(config);
    Z3_del_config(config);
    if (solve(ctx) == Z3_L_TRUE)
      ++solved;
    Z3_del_context(ctx);
  }
  return solved;
}

int main(void) {
  const unsigned limits[] = {20000, 21000, 22000, 23000, 24000, 25000,
                             26000, 27000, 28000, 29000, 30000, 31000};
  unsigned n = sizeof limits / sizeof *limits;
  printf("solved under %d of %u limits\n", sweep(limits, n), n);
  return 0;
}
