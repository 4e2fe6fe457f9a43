// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A scope that a function of the file opens is closed by the function that the
// other ways close it with.

#include <z3.h>

struct checker {
  Z3_context c;
  Z3_solver s;
};

static void begin(struct checker *k) { Z3_solver_push(k->c, k->s); }
static void end(struct checker *k) { Z3_solver_pop(k->c, k->s, 1); }
static void end_two(struct checker *k) { Z3_solver_pop(k->c, k->s, 2); }

int continueBad(struct checker *k, Z3_ast *facts, int n) {
  int possible = 0;
  for (int i = 0; i < n; ++i) {
    begin(k); // warn: a scope is opened and not closed
    Z3_solver_assert(k->c, k->s, facts[i]);
    // fix: if (Z3_solver_check(k->c, k->s) == Z3_L_FALSE) {
    // fix: end(k);
    // fix: continue;
    if (Z3_solver_check(k->c, k->s) == Z3_L_FALSE)
      continue;
    ++possible;
    end(k);
  }
  return possible;
}

// Which scopes are closed is not known.
int twoBad(struct checker *k, Z3_ast *facts, int n) {
  int possible = 0;
  for (int i = 0; i < n; ++i) {
    begin(k); // warn-nofix: a scope is opened and not closed
    Z3_solver_assert(k->c, k->s, facts[i]);
    if (Z3_solver_check(k->c, k->s) == Z3_L_FALSE)
      continue;
    ++possible;
    begin(k);
    end_two(k);
  }
  return possible;
}

int continueOk(struct checker *k, Z3_ast *facts, int n) {
  int possible = 0;
  for (int i = 0; i < n; ++i) {
    begin(k);
    Z3_solver_assert(k->c, k->s, facts[i]);
    if (Z3_solver_check(k->c, k->s) == Z3_L_FALSE) {
      end(k);
      continue;
    }
    ++possible;
    end(k);
  }
  return possible;
}
