// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// No edit where the function may not name a context.
#include <z3++.h>

class Guess {
  z3::context own;
  z3::solver solver{own, z3::solver::simple()};

public:
  bool plausible(const z3::expr &lemma) {
    solver.push();
    Z3_solver_assert(own, solver, lemma);
    bool possible = solver.check() != z3::unsat;
    solver.pop();
    return possible;
  }
};

class Prover {
  z3::context ctx;
  Guess guess;

public:
  z3::expr counter() { return ctx.int_const("i"); }
  bool propose(const z3::expr &lemma) { return guess.plausible(lemma); }
};

bool proposeBad() {
  Prover prover;
  z3::expr i = prover.counter();
  return prover.propose(i < 3); // warn-nofix: is used in a context that it does not belong to
}
