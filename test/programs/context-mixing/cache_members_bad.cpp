// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A simplifier keeps finished terms in a context that lives long, and asks
// questions in one that is thrown away.
// A question compares a finished term with one of the other context.
// build: -DNDEBUG
#include <iostream>
#include <z3++.h>

class Simplifier {
  z3::context Finished;
  z3::context Scratch;

public:
  bool isZero(int Value) {
    z3::expr Zero = Finished.int_val(0);
    z3::expr Asked = Scratch.int_val(Value);
    z3::solver Solver(Scratch, z3::solver::simple());
    Solver.add(Asked != Zero); // report: z3-context-mixing; trace: wrong-context
    return Solver.check() == z3::unsat;
  }
};

int main() {
  Simplifier S;
  try {
    std::cout << S.isZero(0) << std::endl;
  } catch (const z3::exception &Error) {
    std::cout << Error.msg() << std::endl;
  }
  return 0;
}
