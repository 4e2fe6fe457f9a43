// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A portfolio takes a problem over into a context of its own.
// The assertions and the extra fact are translated.
// build: -DNDEBUG
#include <cstdio>
#include <exception>
#include <z3++.h>

static bool possibleWith(const z3::solver &Problem, const z3::expr &Fact) {
  z3::context Own;
  z3::solver S(Own, Problem, z3::solver::translate());
  z3::expr Mine(Own, Z3_translate(Fact.ctx(), Fact, Own));
  S.add(Mine);
  return S.check() == z3::sat;
}

int main() {
  z3::context C;
  z3::expr X = C.int_const("x");
  z3::solver Problem(C, z3::solver::simple());
  Problem.add(X > 3);
  try {
    std::printf("possible: %d\n", possibleWith(Problem, X < 2));
  } catch (const z3::exception &) {
    std::puts("no answer");
  }
  return 0;
}
