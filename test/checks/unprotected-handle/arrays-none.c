// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-unprotected-handle
// Arrays and arguments that no edit holds.
#include <z3.h>

Z3_context counting(Z3_config config) { return Z3_mk_context_rc(config); }

// Who gets the array may keep what is in it.
void sink(Z3_ast *all);

void givenAwayBad(Z3_context c, Z3_solver s, Z3_ast p, Z3_ast q) {
  Z3_ast both[2] = {Z3_mk_not(c, p), Z3_mk_not(c, q)};
  Z3_solver_assert(c, s, Z3_mk_or(c, 2, both)); // warn-nofix: is used after a call
  sink(both);
}

// An element is released by hand.
void releasedBad(Z3_context c, Z3_solver s, Z3_ast p, Z3_ast q) {
  Z3_ast both[2];
  both[0] = Z3_mk_not(c, p);
  both[1] = Z3_mk_not(c, q);
  Z3_inc_ref(c, both[1]);
  Z3_solver_assert(c, s, Z3_mk_or(c, 2, both)); // warn-nofix: is used after a call
  Z3_dec_ref(c, both[1]);
}

// The condition needs them while the statement is not over.
int inConditionBad(Z3_context c, Z3_ast p, Z3_ast q) {
  if (Z3_get_ast_id(c, Z3_mk_iff(c, Z3_mk_not(c, p), Z3_mk_not(c, q))) > 9) // warn-nofix: is used after a call
    return 1;
  return 0;
}

// Made on one way only.
void chosenBad(Z3_context c, Z3_solver s, Z3_ast p, Z3_ast q, bool both) {
  Z3_solver_assert(c, s, both ? Z3_mk_iff(c, Z3_mk_not(c, p), Z3_mk_not(c, q)) : p); // warn-nofix: is used after a call
}
