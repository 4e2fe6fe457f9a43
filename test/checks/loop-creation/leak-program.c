// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A program whose edited copy does the same and loses nothing.
// prints: 0: sat
// prints: 1: sat
// prints: 2: unsat
// prints: done
#include <stdio.h>
#include <z3.h>

static int askBad(Z3_context ctx, Z3_ast x, int bound) {
  int answers = 0;
  for (int i = 0; i < bound; i++) {
    Z3_sort sort = Z3_mk_int_sort(ctx);
    Z3_solver s = Z3_mk_simple_solver(ctx); // warn: 's' (a Z3 solver) is made in each iteration and never released
    Z3_solver_inc_ref(ctx, s);
    Z3_ast low = Z3_mk_gt(ctx, x, Z3_mk_int(ctx, i, sort));
    Z3_solver_assert(ctx, s, low);
    Z3_ast high = Z3_mk_lt(ctx, x, Z3_mk_int(ctx, 3, sort));
    Z3_solver_assert(ctx, s, high);
    if (Z3_solver_check(ctx, s) != Z3_L_TRUE) {
      printf("%d: unsat\n", i);
      continue;
    }
    printf("%d: sat\n", i);
    answers++;
  }
  return answers;
}
// fix: Z3_solver s = Z3_mk_simple_solver(ctx);
// fix: Z3_solver_inc_ref(ctx, s);
// fix: for (int i = 0; i < bound; i++) {
// fix: Z3_sort sort = Z3_mk_int_sort(ctx);
// fix: Z3_solver_push(ctx, s);
// fix: Z3_ast low = Z3_mk_gt(ctx, x, Z3_mk_int(ctx, i, sort));
// fix: printf("%d: unsat\n", i);
// fix: Z3_solver_pop(ctx, s, 1);
// fix: continue;
// fix: answers++;
// fix: Z3_solver_pop(ctx, s, 1);
// fix: }
// fix: Z3_solver_dec_ref(ctx, s);
// fix: return answers;
// then: 's' (a Z3 solver) is made anew in each iteration
// alternative: or release it by hand on every way out

int main(void) {
  Z3_config cfg = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  Z3_ast x = Z3_mk_const(ctx, Z3_mk_string_symbol(ctx, "x"), Z3_mk_int_sort(ctx));
  Z3_inc_ref(ctx, x);
  if (askBad(ctx, x, 3) == 2)
    printf("done\n");
  Z3_dec_ref(ctx, x);
  Z3_del_context(ctx);
  return 0;
}
