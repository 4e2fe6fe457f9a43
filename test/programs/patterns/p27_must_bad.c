// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Preconditions stand in a macro.
// The macro returns from the function, and leaves the solver behind.
#include <stdio.h>
#include <stdlib.h>
#include <z3.h>

#define MUST(condition)                        \
  do {                                         \
    if (!(condition)) {                        \
      fprintf(stderr, "not %s\n", #condition); \
      return;                                  \
    }                                          \
  } while (0)

static void must_hold(Z3_context c, Z3_ast fact) {
  Z3_solver s = Z3_mk_simple_solver(c); // report: z3-handle-leak; trace: leak
  Z3_solver_inc_ref(c, s);
  Z3_solver_assert(c, s, fact);
  MUST(Z3_solver_check(c, s) == Z3_L_TRUE);
  puts("holds");
  Z3_solver_dec_ref(c, s);
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_ast p = Z3_mk_const(c, Z3_mk_string_symbol(c, "p"), Z3_mk_bool_sort(c));
  Z3_inc_ref(c, p);
  must_hold(c, p);
  must_hold(c, Z3_mk_false(c));
  Z3_dec_ref(c, p);
  Z3_del_context(c);
  return 0;
}
