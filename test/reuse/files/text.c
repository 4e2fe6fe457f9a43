// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Bodies that say something of what stands behind them.

#include <stdio.h>
#include <z3.h>

#define LEVELS 2
#pragma push_macro("LEVELS")
#undef LEVELS
#define LEVELS 1

void set(Z3_context c, Z3_solver s) {
  Z3_solver_push(c, s);
  /* and */ #pragma pop_macro("LEVELS")
  Z3_solver_push(c, s);
  puts("# no directive");
}

void unset(Z3_context c, Z3_solver s) {
  Z3_solver_pop(c, s, LEVELS);
}

void both(Z3_context c) {
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  set(c, s);
  unset(c, s);
  Z3_solver_dec_ref(c, s);
}
