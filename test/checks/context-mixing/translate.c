// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A term that is asserted, or built on, in another context, and the edit.
// prints: 1
// prints: 0
#include <stdio.h>
#include <z3.h>

static Z3_lbool askBad(Z3_context c, Z3_ast goal, Z3_config cfg) {
  Z3_context own = Z3_mk_context_rc(cfg);
  Z3_solver s = Z3_mk_simple_solver(own);
  Z3_solver_inc_ref(own, s);
  Z3_solver_push(own, s);
  Z3_get_ast_id(c, goal);
  Z3_solver_assert(own, s, goal); // warn: 'goal' is used in a context that it does not belong to
  Z3_lbool answer = Z3_solver_check(own, s);
  Z3_solver_dec_ref(own, s);
  Z3_del_context(own);
  return answer;
}
// fix: Z3_solver_assert(own, s, Z3_translate(c, goal, own));

static int sameBad(Z3_context c, Z3_config cfg) {
  Z3_context e = Z3_mk_context_rc(cfg);
  Z3_ast x = Z3_mk_fresh_const(c, "x", Z3_mk_int_sort(c));
  Z3_inc_ref(c, x);
  Z3_ast y = Z3_mk_fresh_const(e, "y", Z3_mk_int_sort(e));
  Z3_inc_ref(e, y);
  int same = Z3_is_eq_ast(e, y, x); // warn: 'x' is used in a context that it does not belong to
  Z3_dec_ref(e, y);
  Z3_del_context(e);
  Z3_dec_ref(c, x);
  return same;
}
// fix: int same = Z3_is_eq_ast(e, y, Z3_translate(c, x, e));

int main(void) {
  Z3_config cfg = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(cfg);
  Z3_ast goal = Z3_mk_fresh_const(ctx, "goal", Z3_mk_bool_sort(ctx));
  Z3_inc_ref(ctx, goal);
  printf("%d\n", askBad(ctx, goal, cfg));
  printf("%d\n", sameBad(ctx, cfg));
  Z3_dec_ref(ctx, goal);
  Z3_del_context(ctx);
  Z3_del_config(cfg);
  return 0;
}
