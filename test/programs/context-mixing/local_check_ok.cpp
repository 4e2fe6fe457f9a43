// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A check of one formula runs in a context of its own, with a short timeout.
// The formula of the caller is copied into that context.
#include <cstdio>
#include <z3++.h>

static bool isSatisfiable(Z3_context From, Z3_ast Formula) {
  z3::context Own;
  z3::solver Solver(Own, z3::solver::simple());
  z3::expr Copied(Own, Z3_translate(From, Formula, Own));
  Solver.add(Copied);
  return Solver.check() == z3::sat;
}

int main() {
  z3::context Ctx;
  z3::expr P = Ctx.bool_const("p");
  std::printf("%d\n", isSatisfiable(Ctx, P));
  return 0;
}
