// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A symbolic executor tries a branch in a scope, and prints its input.
// The input is read after the scope was closed.
// What comes back is a stale model, or none: no misuse of a handle, so z3-trace
// says nothing.
#include <stdio.h>
#include <z3.h>

static void on_error(Z3_context c, Z3_error_code code) {
  printf("error: %s\n", Z3_get_error_msg(c, code));
}

static int try_branch(Z3_context c, Z3_solver s, Z3_ast condition) {
  Z3_solver_push(c, s);
  Z3_solver_assert(c, s, condition);
  Z3_lbool feasible = Z3_solver_check(c, s);
  Z3_solver_pop(c, s, 1);
  if (feasible != Z3_L_TRUE)
    return 0;
  Z3_model m = Z3_solver_get_model(c, s); // report: z3-unchecked-result
  if (m) {
    Z3_model_inc_ref(c, m);
    printf("%s", Z3_model_to_string(c, m));
    Z3_model_dec_ref(c, m);
  }
  return 1;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_set_error_handler(c, on_error);
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_ast taken = Z3_mk_const(c, Z3_mk_string_symbol(c, "taken"), Z3_mk_bool_sort(c));
  Z3_inc_ref(c, taken);
  printf("%d\n", try_branch(c, s, taken));
  Z3_dec_ref(c, taken);
  Z3_solver_dec_ref(c, s);
  Z3_del_context(c);
  return 0;
}
