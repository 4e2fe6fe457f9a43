// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Bounded model checking: unrolls `state = step(state)` and keeps only the term
// of the last state.
// `step` hands its term over counted; retaining it again loses one reference
// per step.
#include <stdio.h>
#include <z3.h>

// The next state, counted for the caller: 5 * state + input.
static Z3_ast step(Z3_context ctx, Z3_ast state, Z3_ast five, Z3_ast input) {
  Z3_ast factors[2] = {five, state};
  Z3_ast product = Z3_mk_mul(ctx, 2, factors);
  Z3_inc_ref(ctx, product);
  Z3_ast summands[2] = {product, input};
  Z3_ast next = Z3_mk_add(ctx, 2, summands); // trace: leak
  Z3_inc_ref(ctx, next);
  Z3_dec_ref(ctx, product);
  return next;
}

static Z3_lbool can_reach(Z3_context ctx, Z3_solver solver, Z3_ast input,
                          unsigned depth) {
  Z3_sort integer = Z3_mk_int_sort(ctx);
  Z3_ast five = Z3_mk_int(ctx, 5, integer);
  Z3_inc_ref(ctx, five);
  Z3_ast state = Z3_mk_int(ctx, 1, integer);
  Z3_inc_ref(ctx, state);

  while (depth-- > 0) {
    Z3_ast next = step(ctx, state, five, input); // report: z3-loop-creation leak
    Z3_inc_ref(ctx, next);
    Z3_dec_ref(ctx, state);
    state = next;
  }

  Z3_ast odd = Z3_mk_mod(ctx, state, five);
  Z3_inc_ref(ctx, odd);
  Z3_solver_assert(ctx, solver, Z3_mk_eq(ctx, odd, input));
  Z3_lbool answer = Z3_solver_check(ctx, solver);
  Z3_dec_ref(ctx, odd);
  Z3_dec_ref(ctx, state);
  Z3_dec_ref(ctx, five);
  return answer;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_solver solver = Z3_mk_simple_solver(ctx);
  Z3_solver_inc_ref(ctx, solver);
  Z3_ast input = Z3_mk_const(ctx, Z3_mk_string_symbol(ctx, "input"),
                             Z3_mk_int_sort(ctx));
  Z3_inc_ref(ctx, input);

  Z3_lbool answer = can_reach(ctx, solver, input, 24);
  printf("%s\n", answer == Z3_L_TRUE ? "reachable" : "unreachable");

  Z3_dec_ref(ctx, input);
  Z3_solver_dec_ref(ctx, solver);
  Z3_del_context(ctx);
  return 0;
}
