// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the options of z3-loop-creation choose.
// RUN: z3-tidy --config={} --quiet %s -- 2>&1 | FileCheck --check-prefix=ALL %s
// RUN: z3-tidy --quiet --config='{CheckOptions: {z3-loop-creation.ReportLeaks: false}}' %s -- 2>&1 | FileCheck --check-prefix=NOLEAK %s
// RUN: z3-tidy --quiet --config='{CheckOptions: {z3-loop-creation.ReportChurn: false, z3-loop-creation.ReportGrowth: false}}' %s -- 2>&1 | FileCheck --check-prefix=ONLYLEAK %s
// RUN: z3-tidy --quiet --config='{CheckOptions: {z3-loop-creation.SmallTripCount: 3}}' %s -- 2>&1 | FileCheck --check-prefix=SMALL %s
// RUN: z3-tidy --quiet --config='{CheckOptions: {z3-loop-creation.AssumeContext: non-rc}}' %s -- 2>&1 | FileCheck --check-prefix=NONRC %s
// RUN: z3-tidy --quiet --config='{CheckOptions: {AssumeContext: non-rc}}' %s -- 2>&1 | FileCheck --check-prefix=NONRC %s
#include <z3.h>

void leak(Z3_context ctx, unsigned n) {
  for (unsigned i = 0; i < n; i++) {
    Z3_params p = Z3_mk_params(ctx);
    Z3_params_inc_ref(ctx, p);
  }
}
// ALL: 'p' (a Z3 params) is made in each iteration and never released
// ONLYLEAK: 'p' (a Z3 params) is made in each iteration and never released
// SMALL: 'p' (a Z3 params) is made in each iteration and never released
// NOLEAK-NOT: 'p' (a Z3 params)

void churn(Z3_context ctx, Z3_ast *goals, unsigned n) {
  for (unsigned i = 0; i < n; i++) {
    Z3_solver s = Z3_mk_solver(ctx);
    Z3_solver_inc_ref(ctx, s);
    Z3_solver_assert(ctx, s, goals[i]);
    Z3_solver_check(ctx, s);
    Z3_solver_dec_ref(ctx, s);
  }
}
// ALL: 's' (a Z3 solver) is made anew in each iteration
// NOLEAK: 's' (a Z3 solver) is made anew in each iteration
// ONLYLEAK-NOT: made anew

void fresh(Z3_context ctx, Z3_sort sort, unsigned n) {
  for (unsigned i = 0; i < n; i++)
    Z3_get_ast_id(ctx, Z3_mk_fresh_const(ctx, "x", sort));
}
// ALL: grows with each iteration
// NOLEAK: grows with each iteration
// ONLYLEAK-NOT: grows

void fourTimes(Z3_context ctx) {
  for (int i = 0; i < 4; i++) {
    Z3_tactic four = Z3_mk_tactic(ctx, "simplify");
    Z3_tactic_inc_ref(ctx, four);
  }
}
// ALL-NOT: 'four' (a Z3 tactic) is made in each iteration
// SMALL: 'four' (a Z3 tactic) is made in each iteration and never released

void terms(Z3_context ctx, Z3_ast a, Z3_ast *b, unsigned n) {
  for (unsigned i = 0; i < n; i++)
    Z3_get_ast_id(ctx, Z3_mk_iff(ctx, a, b[i]));
}
// ALL-NOT: keeps each term
// NONRC: the context keeps each term
