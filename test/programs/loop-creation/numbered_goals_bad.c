// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A proof checker: asks for each step of a proof whether its goal can fail.
// Each step's goal has a name of its own, which stays in the symbol table.
#include <stdio.h>
#include <z3.h>

static Z3_ast goal(Z3_context c, int step) {
  char name[32];
  snprintf(name, sizeof name, "goal_of_step_%d", step);
  Z3_ast g = Z3_mk_const(c, Z3_mk_string_symbol(c, name), // trace: growth
                         Z3_mk_int_sort(c));
  Z3_inc_ref(c, g);
  return g;
}

static int failing(Z3_context c, Z3_solver s, const int *bounds, int n) {
  int found = 0;
  for (int step = 0; step < n; ++step) {
    Z3_ast g = goal(c, step); // report: z3-loop-creation growth
    Z3_ast bound = Z3_mk_int(c, bounds[step], Z3_get_sort(c, g));
    Z3_inc_ref(c, bound);
    Z3_solver_push(c, s);
    Z3_solver_assert(c, s, Z3_mk_gt(c, g, bound));
    if (Z3_solver_check(c, s) == Z3_L_TRUE)
      ++found;
    Z3_solver_pop(c, s, 1);
    Z3_dec_ref(c, bound);
    Z3_dec_ref(c, g);
  }
  return found;
}

int main(void) {
  enum { NUM_STEPS = 80 };
  int bounds[NUM_STEPS];
  for (int i = 0; i < NUM_STEPS; ++i)
    bounds[i] = i * i;
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  printf("%d steps may fail\n", failing(c, s, bounds, NUM_STEPS));
  Z3_solver_dec_ref(c, s);
  Z3_del_context(c);
  return 0;
}
