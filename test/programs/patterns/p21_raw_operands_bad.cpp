// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A cost model builds a conjunction from raw handles of named terms.
// One of the two terms belongs to the context of the estimator.
// build: -DNDEBUG
#include <cstdio>
#include <z3++.h>

int main() {
  z3::context Exact, Estimate;
  z3::expr Busy = Exact.bool_const("busy");
  z3::expr Late = Exact.bool_const("late");
  z3::expr Guess = Estimate.bool_const("guess");
  z3::solver S(Exact, z3::solver::simple());
  Z3_ast Operands[] = {Busy, Guess};
  bool Added = Z3_is_eq_ast(Exact, Operands[0], Operands[1]); // report: z3-context-mixing; trace: wrong-context
  std::printf("same: %d\n", Added);
  std::fflush(stdout);
  Operands[1] = Late;
  S.add(z3::expr(Exact, Z3_mk_and(Exact, 2, Operands)));
  std::printf("answer %d, guess %s\n", (int)S.check(), Guess.is_bool() ? "is a flag" : "is none");
  return 0;
}
