// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A configurator explains why a choice of features is impossible.
// The explanation is asked for in the branch of "possible", so it is empty. No
// handle is misused, so z3-trace says nothing.
#include <iostream>
#include <z3++.h>

static unsigned explain(z3::solver &Solver, z3::expr_vector &Chosen) {
  switch (Solver.check(Chosen)) {
  case z3::unsat:
    return 0;
  case z3::sat:
    return Solver.unsat_core().size(); // report: z3-unchecked-result
  default:
    return ~0u;
  }
}

int main() {
  z3::context Ctx;
  z3::solver Solver(Ctx);
  z3::expr_vector Chosen(Ctx);
  Chosen.push_back(Ctx.bool_const("roof"));
  std::cout << explain(Solver, Chosen) << std::endl;
  return 0;
}
