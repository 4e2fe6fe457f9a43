// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A one-shot check makes a context for itself and deletes it; whatever is still
// counted goes with it.
// The text of the question is looked at after that: it stands in the
// context's own buffer. z3-trace follows handles, not strings, so that the
// run shows nothing; a memory checker shows a read of freed memory.
#include <stdio.h>
#include <z3.h>

static int once(const char *script) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_solver_from_string(c, s, script);
  int r = Z3_solver_check(c, s);
  Z3_string asked = Z3_solver_to_string(c, s);
  Z3_solver_dec_ref(c, s);
  Z3_del_context(c);
  if (!*asked) // report: z3-dangling-handle
    puts("nothing was asked");
  return r;
}

int main(void) {
  int r = once("(declare-const x Int)(assert (> x 3))(assert (< x 9))");
  printf("answer %d\n", r);
  return 0;
}
