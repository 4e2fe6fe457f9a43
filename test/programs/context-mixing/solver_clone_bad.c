// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A prepared solver is used for a second run, in a fresh context.
// The second run checks the prepared solver itself, not a copy of it.
#include <stdio.h>
#include <stdlib.h>
#include <z3.h>

static Z3_context open_context(void) {
  Z3_config config = Z3_mk_config();
  Z3_context context = Z3_mk_context_rc(config);
  Z3_del_config(config);
  return context;
}

static Z3_solver prepare(Z3_context c) {
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_solver_assert(c, s, Z3_mk_const(c, Z3_mk_string_symbol(c, "on"), Z3_mk_bool_sort(c)));
  return s;
}

int main(void) {
  Z3_context base = open_context();
  Z3_solver prepared = prepare(base);
  Z3_context second = open_context();
  printf("%d\n", Z3_solver_check(second, prepared)); // report: z3-context-mixing; trace: wrong-context
  fflush(stdout);
  Z3_del_context(second);
  Z3_solver_dec_ref(base, prepared);
  Z3_del_context(base);
  return EXIT_SUCCESS;
}
