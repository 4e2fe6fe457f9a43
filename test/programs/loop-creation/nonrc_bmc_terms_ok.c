// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A model checker probes one loop bound after the other, on top of a solver
// that already holds the program.
// With counting (Z3_mk_context_rc), each bound's term goes with its query.
#include <stdio.h>
#include <z3.h>

static const char Program[] =
    "(declare-const i Int)(declare-const sum Int)"
    "(assert (>= i 0))(assert (= sum (* 3 i)))(assert (= sum 1500))";

static int find_bound(Z3_context ctx, Z3_solver program, Z3_ast counter,
                      int from, int to) {
  Z3_sort integer = Z3_mk_int_sort(ctx);
  int bound = from;
  for (;;) {
    if (bound > to)
      return -1;
    Z3_ast exit_at = Z3_mk_eq(ctx, counter, Z3_mk_int(ctx, bound, integer));
    Z3_inc_ref(ctx, exit_at);
    Z3_lbool answer = Z3_solver_check_assumptions(ctx, program, 1, &exit_at);
    Z3_dec_ref(ctx, exit_at);
    if (answer == Z3_L_TRUE)
      return bound;
    ++bound;
  }
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_solver program = Z3_mk_simple_solver(ctx);
  Z3_solver_inc_ref(ctx, program);
  Z3_solver_from_string(ctx, program, Program);
  Z3_ast counter = Z3_mk_const(ctx, Z3_mk_string_symbol(ctx, "i"),
                               Z3_mk_int_sort(ctx));
  Z3_inc_ref(ctx, counter);

  printf("leaves the loop at %d\n",
         find_bound(ctx, program, counter, 0, 1000));

  Z3_dec_ref(ctx, counter);
  Z3_solver_dec_ref(ctx, program);
  Z3_del_context(ctx);
  return 0;
}
