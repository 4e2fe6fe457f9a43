// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A tool takes the name of a tactic from its command line.
// For a name that Z3 does not know there is no tactic; no handler tells of it.
// z3-trace says nothing: no handle is misused, there is none.
#include <stdio.h>
#include <z3.h>

int main(int argc, char **argv) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_set_error_handler(c, NULL);
  Z3_tactic tactic = Z3_mk_tactic(c, argc > 1 ? argv[1] : "simplify");
  Z3_solver s = Z3_mk_solver_from_tactic(c, tactic); // report: z3-unchecked-result
  Z3_solver_inc_ref(c, s);
  printf("%d\n", Z3_solver_check(c, s));
  Z3_solver_dec_ref(c, s);
  Z3_del_context(c);
  return 0;
}
