// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A planner asks for shorter plans until there is none.
// It reads the plan behind the loop, when the last answer was "no".
// No handle is misused, so z3-trace says nothing: Z3 reports an error.
#include <stdio.h>
#include <z3.h>

static void on_error(Z3_context c, Z3_error_code code) {
  printf("error: %s\n", Z3_get_error_msg(c, code));
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_set_error_handler(c, on_error);
  Z3_ast steps = Z3_mk_const(c, Z3_mk_string_symbol(c, "steps"), Z3_mk_int_sort(c));
  Z3_inc_ref(c, steps);
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_solver_assert(c, s, Z3_mk_gt(c, steps, Z3_mk_int(c, 2, Z3_mk_int_sort(c))));
  int bound = 5;
  while (Z3_solver_check(c, s) == Z3_L_TRUE) {
    Z3_ast limit = Z3_mk_int(c, --bound, Z3_mk_int_sort(c));
    Z3_inc_ref(c, limit);
    Z3_solver_assert(c, s, Z3_mk_lt(c, steps, limit));
    Z3_dec_ref(c, limit);
  }
  Z3_model m = Z3_solver_get_model(c, s); // report: z3-unchecked-result
  printf("%s\n", m ? "plan" : "no plan");
  Z3_solver_dec_ref(c, s);
  Z3_dec_ref(c, steps);
  Z3_del_context(c);
  return 0;
}
