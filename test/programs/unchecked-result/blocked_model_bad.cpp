// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An enumeration blocks each solution that it has found.
// The solution is printed after the blocking clause was added. z3++ throws, or
// the model is stale; no handle is misused, so z3-trace says nothing.
#include <iostream>
#include <z3++.h>

int main() {
  z3::context Ctx;
  z3::expr X = Ctx.int_const("x");
  z3::solver Solver(Ctx);
  Solver.add(X >= 0 && X < 3);
  try {
    while (Solver.check() == z3::sat) {
      z3::model Found = Solver.get_model();
      z3::expr Value = Found.eval(X, true);
      Solver.add(X != Value);
      std::cout << Solver.get_model() << std::endl; // report: z3-unchecked-result
    }
  } catch (const z3::exception &Error) {
    std::cout << Error.msg() << std::endl;
  }
  return 0;
}
