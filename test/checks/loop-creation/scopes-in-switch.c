// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-loop-creation
// A case that opens a scope, and leaves it open where it breaks early.
#include <stdio.h>
#include <z3.h>

enum command { ASK, TRY };

static int replayBad(Z3_context c, Z3_solver s, const enum command *script, unsigned n, Z3_ast p) {
  int possible = 0;
  for (unsigned i = 0; i < n; i++) {
    switch (script[i]) {
    case ASK:
      possible += Z3_solver_check(c, s) == Z3_L_TRUE;
      break;
    case TRY:
      Z3_solver_push(c, s); // warn: a scope is opened and not closed
      Z3_solver_assert(c, s, Z3_mk_not(c, p));
      // fix: Z3_solver_pop(c, s, 1);
      // fix: break;
      if (Z3_solver_check(c, s) != Z3_L_TRUE)
        break;
      possible++;
      Z3_solver_pop(c, s, 1);
      break;
    }
  }
  return possible;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_ast p = Z3_mk_const(c, Z3_mk_string_symbol(c, "p"), Z3_mk_bool_sort(c));
  Z3_inc_ref(c, p);
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_solver_assert(c, s, p);
  static const enum command script[] = {ASK, TRY, ASK};
  // prints: 2
  printf("%d\n", replayBad(c, s, script, 3, p));
  Z3_solver_dec_ref(c, s);
  Z3_dec_ref(c, p);
  Z3_del_context(c);
  return 0;
}
