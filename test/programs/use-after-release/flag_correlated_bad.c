// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A planner frees its solver early when a relaxed plan is good enough.
// The report for the relaxed case, under the same flag, asks the freed solver.
#include <stdbool.h>
#include <stdio.h>
#include <z3.h>

static Z3_ast fact(Z3_context c, const char *name) {
  Z3_ast a = Z3_mk_const(c, Z3_mk_string_symbol(c, name), Z3_mk_bool_sort(c));
  Z3_inc_ref(c, a);
  return a;
}

static void plan(Z3_context c, Z3_solver s, bool relaxed) {
  Z3_solver_inc_ref(c, s);
  Z3_ast holding = fact(c, "holding");
  Z3_ast at_goal = fact(c, "at_goal");
  Z3_solver_assert(c, s, Z3_mk_implies(c, holding, at_goal));
  Z3_lbool r = Z3_solver_check(c, s);
  if (r == Z3_L_TRUE) {
    Z3_model m = Z3_solver_get_model(c, s);
    Z3_model_inc_ref(c, m);
    printf("decided: %s\n", Z3_model_get_num_consts(c, m) ? "some" : "none");
    Z3_model_dec_ref(c, m);
  }
  if (relaxed)
    Z3_solver_dec_ref(c, s);
  Z3_dec_ref(c, at_goal);
  Z3_dec_ref(c, holding);
  fflush(stdout);

  if (relaxed)
    printf("scopes: %u\n", Z3_solver_get_num_scopes(c, s)); // report: z3-use-after-release; trace: use-after-release
  if (!relaxed)
    Z3_solver_dec_ref(c, s);
}

int main(int argc, char **argv) {
  (void)argv;
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  plan(c, Z3_mk_solver(c), argc == 1);
  Z3_del_context(c);
  return 0;
}
