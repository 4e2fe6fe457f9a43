// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A scope that one way round the loop leaves open is closed there.

#include <stdio.h>
#include <z3.h>

static unsigned continueBad(Z3_context c, Z3_solver s, Z3_ast *facts, int n) {
  unsigned possible = 0;
  for (int i = 0; i < n; ++i) {
    Z3_solver_push(c, s); // warn: 's' grows with each iteration: a scope is opened and not closed
    Z3_solver_assert(c, s, facts[i]);
    // fix: if (Z3_solver_check(c, s) == Z3_L_FALSE) {
    // fix: Z3_solver_pop(c, s, 1);
    // fix: continue;
    if (Z3_solver_check(c, s) == Z3_L_FALSE)
      continue;
    ++possible;
    Z3_solver_pop(c, s, 1);
  }
  return possible;
}

static unsigned endBad(Z3_context c, Z3_optimize o, Z3_ast *facts, int n) {
  unsigned possible = 0;
  for (int i = 0; i < n; ++i) {
    Z3_optimize_push(c, o); // warn: 'o' grows with each iteration: a scope is opened and not closed
    Z3_optimize_assert(c, o, facts[i]);
    if (Z3_optimize_check(c, o, 0, NULL) == Z3_L_FALSE) {
      Z3_optimize_pop(c, o);
      continue;
    }
    ++possible;
    // fix: ++possible;
    // fix: Z3_optimize_pop(c, o);
  }
  return possible;
}

// With a condition on the pop it is not known what is open.
static unsigned conditionBad(Z3_context c, Z3_solver s, Z3_ast *facts, int n) {
  unsigned possible = 0;
  for (int i = 0; i < n; ++i) {
    Z3_solver_push(c, s); // warn-nofix: 's' grows with each iteration: a scope is opened and not closed
    Z3_solver_assert(c, s, facts[i]);
    possible += Z3_solver_check(c, s) == Z3_L_TRUE;
    if (possible > 2)
      Z3_solver_pop(c, s, 1);
  }
  return possible;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_ast facts[] = {Z3_mk_true(c), Z3_mk_false(c)};
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_optimize o = Z3_mk_optimize(c);
  Z3_optimize_inc_ref(c, o);
  printf("%u\n", continueBad(c, s, facts, 2));
  printf("%u\n", endBad(c, o, facts, 2));
  printf("%u\n", conditionBad(c, s, facts, 2));
  Z3_optimize_dec_ref(c, o);
  Z3_solver_dec_ref(c, s);
  Z3_del_context(c);
  return 0;
}
