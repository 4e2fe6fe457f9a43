// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A factory makes a solver by the C API, where z3++ lacks the function.
// It counts the raw handle, then the wrapper counts it again: one is lost.
#include <iostream>
#include <z3++.h>

static z3::solver makeSolver(z3::context &Ctx) {
  Z3_solver Raw = Z3_mk_simple_solver(Ctx); // trace: leak
  Z3_solver_inc_ref(Ctx, Raw);
  return z3::solver(Ctx, Raw); // report: z3-ownership-mismatch
}

int main() {
  z3::context Ctx;
  z3::solver Solver = makeSolver(Ctx);
  Solver.add(Ctx.bool_const("p"));
  std::cout << Solver.check() << std::endl;
  return 0;
}
