// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-ownership-mismatch
// A release of what others own by then goes, if all ways to it have handed over.
#include <z3.h>

#define SAYS(word) __attribute__((annotate("z3::" word)))

SAYS("returns_owned") Z3_solver xx_new(Z3_context c);
void xx_free(Z3_context c, Z3_solver s SAYS("releases"));
void xx_give(Z3_solver s SAYS("takes"));

unsigned alwaysBad(Z3_context c) {
  Z3_solver s = xx_new(c);
  xx_give(s);
  unsigned scopes = Z3_solver_get_num_scopes(c, s);
  xx_free(c, s); // warn: its reference was handed over before
  return scopes;
}

int testedBad(Z3_context c) {
  Z3_solver s = xx_new(c);
  xx_give(s);
  int none = Z3_solver_get_num_scopes(c, s) == 0;
  // fix: int none = Z3_solver_get_num_scopes(c, s) == 0;
  // fix: return none;
  if (none)
    xx_free(c, s); // warn: its reference was handed over before
  return none;
}

// On the other way it is still ours.
void sometimesBad(Z3_context c, int keep) {
  Z3_solver s = xx_new(c);
  if (keep)
    xx_give(s);
  xx_free(c, s); // warn-nofix: its reference was handed over before
}

void eitherOk(Z3_context c, int keep) {
  Z3_solver s = xx_new(c);
  if (keep)
    xx_give(s);
  else
    xx_free(c, s);
}
