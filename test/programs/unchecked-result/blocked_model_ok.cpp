// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An enumeration blocks each solution that it has found.
// The solution that is printed is the one that was read.
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
      std::cout << Found << std::endl;
    }
  } catch (const z3::exception &Error) {
    std::cout << Error.msg() << std::endl;
  }
  return 0;
}
