// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A tool takes the name of a tactic from its command line.
// A name that Z3 does not know ends the tool.
#include <stdio.h>
#include <z3.h>

int main(int argc, char **argv) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_set_error_handler(c, NULL);
  Z3_tactic tactic = Z3_mk_tactic(c, argc > 1 ? argv[1] : "simplify");
  if (!tactic) {
    fprintf(stderr, "no tactic %s\n", argv[1]);
    Z3_del_context(c);
    return 2;
  }
  Z3_solver s = Z3_mk_solver_from_tactic(c, tactic);
  Z3_solver_inc_ref(c, s);
  printf("%d\n", Z3_solver_check(c, s));
  Z3_solver_dec_ref(c, s);
  Z3_del_context(c);
  return 0;
}
