// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A portfolio: one goal, asked with several seeds, until one of them answers.
// Each copy of the solver is retained when it is made.
#include <stdio.h>
#include <z3.h>

#define MAX_SEEDS 8

static Z3_solver seeded(Z3_context c, unsigned seed) {
  Z3_params p = Z3_mk_params(c);
  Z3_params_inc_ref(c, p);
  Z3_params_set_uint(c, p, Z3_mk_string_symbol(c, "random_seed"), seed);
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_solver_set_params(c, s, p);
  Z3_params_dec_ref(c, p);
  return s;
}

static int portfolio(Z3_context c, Z3_ast goal, unsigned seeds) {
  Z3_solver first = seeded(c, 0);
  Z3_solver tried[MAX_SEEDS];
  Z3_lbool answer = Z3_L_UNDEF;
  unsigned made = 0;
  Z3_solver_assert(c, first, goal);
  for (; made < seeds && made < MAX_SEEDS; made++) {
    tried[made] = Z3_solver_translate(c, first, c);
    Z3_solver_inc_ref(c, tried[made]);
  }
  for (unsigned i = 0; i < made && answer == Z3_L_UNDEF; i++)
    answer = Z3_solver_check(c, tried[i]);
  for (unsigned i = 0; i < made; i++)
    Z3_solver_dec_ref(c, tried[i]);
  Z3_solver_dec_ref(c, first);
  return answer == Z3_L_TRUE;
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  Z3_ast goal = Z3_mk_const(c, Z3_mk_string_symbol(c, "goal"), Z3_mk_bool_sort(c));
  Z3_inc_ref(c, goal);
  printf("%d\n", portfolio(c, goal, 2));
  Z3_dec_ref(c, goal);
  Z3_del_context(c);
  return 0;
}
