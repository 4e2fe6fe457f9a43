// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Findings for which no edit is offered, since none is surely right.

#include <stdio.h>
#include <z3.h>

// Without the release the scope of each even round would stay open.
void openScopeBad(Z3_context ctx, int n) {
  Z3_solver s = Z3_mk_simple_solver(ctx);
  Z3_solver_inc_ref(ctx, s);
  for (int i = 0;;) {
    Z3_solver_push(ctx, s); // warn-nofix: 's' is used after it was released
    if (i++ % 2 == 0) {
      Z3_solver_dec_ref(ctx, s);
      continue;
    }
    Z3_solver_pop(ctx, s, 1);
    if (i >= n) {
      Z3_solver_dec_ref(ctx, s);
      return;
    }
  }
}

// The address of the handle goes to a call that replaces it.
void replacedBad(Z3_context ctx, Z3_model model, Z3_ast x, Z3_ast *kept) {
  Z3_ast values[1];
  values[0] = Z3_mk_add(ctx, 1, &x);
  Z3_inc_ref(ctx, values[0]);
  Z3_dec_ref(ctx, values[0]);
  Z3_inc_ref(ctx, Z3_mk_mul(ctx, 1, &x)); // warn-nofix: a Z3 AST is lost and never released
  printf("%s\n", Z3_ast_to_string(ctx, values[0])); // warn-nofix: is used after it was released
  Z3_model_eval(ctx, model, x, true, &values[0]);
  *kept = values[0];
}
