// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-unprotected-handle
// Where a reference until the last use is not the answer, or not all of it.
#include <z3.h>

Z3_context counting(Z3_config config) { return Z3_mk_context_rc(config); }

// The caller gets it; who would give the reference back?
Z3_ast returnedBad(Z3_context c, Z3_solver s, Z3_ast p, Z3_ast q) {
  Z3_ast no = Z3_mk_not(c, p);
  Z3_ast same = Z3_mk_iff(c, p, q);
  Z3_solver_assert(c, s, same);
  Z3_solver_assert(c, s, no); // warn-nofix: 'no' is used after a call
  return no;
}

struct kept {
  Z3_ast last;
};

void storedBad(Z3_context c, Z3_solver s, struct kept *k, Z3_ast p, Z3_ast q) {
  Z3_ast no = Z3_mk_not(c, p);
  Z3_ast same = Z3_mk_iff(c, p, q);
  Z3_solver_assert(c, s, same);
  Z3_solver_assert(c, s, no); // warn-nofix: 'no' is used after a call
  k->last = no;
}

// A retain resets the error code.
Z3_error_code errorBad(Z3_context c, Z3_solver s, Z3_ast p, Z3_ast q) {
  Z3_ast no = Z3_mk_not(c, p);
  Z3_ast same = Z3_mk_iff(c, p, q);
  Z3_solver_assert(c, s, same);
  Z3_solver_assert(c, s, no); // warn-nofix: 'no' is used after a call
  return Z3_get_error_code(c);
}

// Another term in each round.
void chainBad(Z3_context c, Z3_solver s, Z3_ast p, Z3_ast q) {
  Z3_ast chain = Z3_mk_not(c, p);
  for (int i = 0; i < 9; i++) {
    Z3_ast same = Z3_mk_iff(c, p, q);
    chain = Z3_mk_iff(c, same, chain); // warn-nofix: 'chain' is used after a call
  }
  Z3_solver_assert(c, s, chain);
}

// Nobody releases it on the way that leaves before.
unsigned leavesBeforeBad(Z3_context c, Z3_solver s) {
  Z3_model m = Z3_solver_get_model(c, s);
  Z3_stats stats = Z3_solver_get_statistics(c, s);
  if (Z3_stats_size(c, stats) == 0)
    return 0;
  Z3_model_inc_ref(c, m); // warn-nofix: 'm' is used after a call
  unsigned n = Z3_model_get_num_consts(c, m);
  Z3_model_dec_ref(c, m);
  return n;
}

// What it lends is used later.
void lendsBad(Z3_context c, Z3_solver s, Z3_ast p, Z3_ast q) {
  Z3_ast no = Z3_mk_not(c, p);
  Z3_ast same = Z3_mk_iff(c, p, q);
  Z3_solver_assert(c, s, same);
  Z3_ast operand = Z3_get_app_arg(c, Z3_to_app(c, no), 0); // warn-nofix: 'no' is used after a call
  Z3_solver_assert(c, s, operand);
}
