// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A check of one formula runs in a context of its own, with a short timeout.
// The raw formula of the caller is wrapped for that context without a copy.
#include <cstdio>
#include <z3++.h>

static bool isSatisfiable(Z3_ast Formula) {
  z3::context Own;
  z3::solver Solver(Own, z3::solver::simple());
  z3::expr Wrapped(Own, Formula); // report: z3-context-mixing; trace: wrong-context
  Solver.add(Wrapped);
  return Solver.check() == z3::sat;
}

int main() {
  z3::context Ctx;
  z3::expr P = Ctx.bool_const("p");
  try {
    std::printf("%d\n", isSatisfiable(P));
    std::fflush(stdout);
  } catch (const z3::exception &Error) {
    std::puts(Error.msg());
    std::fflush(stdout);
  }
  return 0;
}
