// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A portfolio takes a problem over into a context of its own.
// The assertions are translated, the extra fact is not.
// build: -DNDEBUG
#include <cstdio>
#include <exception>
#include <z3++.h>

static bool possibleWith(const z3::solver &Problem, const z3::expr &Fact) {
  z3::context Own;
  z3::solver S(Own, Problem, z3::solver::translate());
  S.add(Fact); // report: z3-context-mixing; trace: wrong-context
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
