// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A translation validator drives a solver through the C API.
// The solver's owner is a variable.
#include <cstdio>
#include <z3++.h>

static Z3_lbool validate(z3::context &C, const z3::expr &Source,
                         const z3::expr &Target) {
  z3::solver Owner(C, z3::solver::simple());
  Z3_solver Solver = Owner;
  z3::params P(C);
  P.set("timeout", 10000u);
  Z3_solver_set_params(C, Solver, P);
  z3::expr Differ = Source != Target;
  Z3_solver_assert(C, Solver, Differ);
  return Z3_solver_check(C, Solver);
}

int main() {
  z3::context C;
  z3::expr X = C.bv_const("x", 16);
  std::printf("answer %d\n", (int)validate(C, X + X, X * 2));
  std::fflush(stdout);
  return 0;
}
