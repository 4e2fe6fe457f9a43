// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-loop-creation
// A case that runs into the next one.
#include <z3.h>

enum command { TRY, SHOW };

int replayBad(Z3_context c, Z3_solver s, const enum command *script, unsigned n, Z3_ast p) {
  int possible = 0;
  for (unsigned i = 0; i < n; i++) {
    switch (script[i]) {
    case TRY:
      Z3_solver_push(c, s); // warn-nofix: a scope is opened and not closed
      Z3_solver_assert(c, s, p);
      if (Z3_solver_check(c, s) == Z3_L_TRUE) {
        possible++;
        Z3_solver_pop(c, s, 1);
        break;
      }
    case SHOW:
      possible += (int)Z3_solver_get_num_scopes(c, s);
      break;
    }
  }
  return possible;
}
