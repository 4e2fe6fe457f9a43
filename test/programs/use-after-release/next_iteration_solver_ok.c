// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A symbolic executor walks a path with one solver, a scope per branch.
// An infeasible branch gives the solver back and ends the walk.
#include <stdio.h>
#include <z3.h>

#define BRANCHES 4

static Z3_solver open_path(Z3_context c, unsigned milliseconds) {
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_params p = Z3_mk_params(c);
  Z3_params_inc_ref(c, p);
  Z3_params_set_uint(c, p, Z3_mk_string_symbol(c, "timeout"), milliseconds);
  Z3_solver_set_params(c, s, p);
  Z3_params_dec_ref(c, p);
  return s;
}

static unsigned walk(Z3_context c, const Z3_ast *conditions, unsigned count) {
  Z3_solver s = open_path(c, 5000);
  unsigned i = 0, feasible = 0;
  for (;;) {
    Z3_solver_push(c, s);
    Z3_solver_assert(c, s, conditions[i]);
    if (Z3_solver_check(c, s) == Z3_L_FALSE) {
      printf("branch %u is infeasible\n", i);
      Z3_solver_dec_ref(c, s);
      break;
    }
    feasible++;
    if (++i == count) {
      Z3_solver_dec_ref(c, s);
      break;
    }
  }
  return feasible;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);

  Z3_sort word = Z3_mk_bv_sort(c, 32);
  Z3_ast input = Z3_mk_const(c, Z3_mk_string_symbol(c, "input"), word);
  Z3_inc_ref(c, input);
  static const unsigned bounds[BRANCHES] = {100, 50, 0, 10};
  Z3_ast conditions[BRANCHES];
  for (unsigned i = 0; i < BRANCHES; i++) {
    Z3_ast bound = Z3_mk_unsigned_int(c, bounds[i], word);
    Z3_inc_ref(c, bound);
    conditions[i] = Z3_mk_bvult(c, input, bound);
    Z3_inc_ref(c, conditions[i]);
    Z3_dec_ref(c, bound);
  }

  printf("%u feasible\n", walk(c, conditions, BRANCHES));

  for (unsigned i = 0; i < BRANCHES; i++)
    Z3_dec_ref(c, conditions[i]);
  Z3_dec_ref(c, input);
  Z3_del_context(c);
  return 0;
}
