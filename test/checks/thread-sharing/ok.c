// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Right code: z3-thread-sharing says nothing.
#include <z3.h>

Z3_lbool asksOnceOk(Z3_context ctx, Z3_ast formula) {
  Z3_solver solver = Z3_mk_solver(ctx);
  Z3_solver_inc_ref(ctx, solver);
  Z3_solver_assert(ctx, solver, formula);
  Z3_lbool answer = Z3_solver_check(ctx, solver);
  Z3_solver_dec_ref(ctx, solver);
  return answer;
}
