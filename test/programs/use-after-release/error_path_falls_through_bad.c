// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A policy checker refuses a rule that is out of range.
// The refusal drops the rule but does not leave the function.
#include <stdio.h>
#include <z3.h>

static void on_error(Z3_context c, Z3_error_code e) {
  fprintf(stderr, "z3: %s\n", Z3_get_error_msg(c, e));
}

static int admit(Z3_context c, Z3_solver s, Z3_ast port, int highest) {
  Z3_sort integer = Z3_mk_int_sort(c);
  Z3_ast bound = Z3_mk_int(c, highest, integer);
  Z3_inc_ref(c, bound);
  Z3_ast rule = Z3_mk_le(c, port, bound);
  Z3_inc_ref(c, rule);
  Z3_dec_ref(c, bound);

  if (highest > 65535) {
    printf("no such port: %d\n", highest);
    Z3_dec_ref(c, rule);
  }
  Z3_ast lowest = Z3_mk_int(c, 1024, integer);
  Z3_inc_ref(c, lowest);
  Z3_solver_assert(c, s, rule); // report: z3-use-after-release; trace: use-after-release
  Z3_dec_ref(c, rule); // trace: release-after-release
  Z3_solver_assert(c, s, Z3_mk_ge(c, port, lowest));
  Z3_dec_ref(c, lowest);
  return 1;
}

int main(int argc, char **argv) {
  (void)argv;
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_set_error_handler(c, on_error);
  Z3_ast port =
      Z3_mk_const(c, Z3_mk_string_symbol(c, "port"), Z3_mk_int_sort(c));
  Z3_inc_ref(c, port);
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);

  int admitted = admit(c, s, port, argc == 1 ? 70000 : 8080);
  printf("admitted: %d\n", admitted);
  printf("policy: %s\n", Z3_solver_check(c, s) == Z3_L_TRUE ? "ok" : "empty");

  Z3_solver_dec_ref(c, s);
  Z3_dec_ref(c, port);
  Z3_del_context(c);
  return 0;
}
