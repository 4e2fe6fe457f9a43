// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What z3raii takes over must be counted.
#include <z3raii/z3raii.h>

void freshBad(Z3_context C) {
  Z3_solver Raw = Z3_mk_solver(C);
  // fix: Z3_solver_inc_ref(C, Raw);
  auto Solver = z3raii::solver::adopt(C, Raw); // warn: is given to a wrapper without a reference
}

void countedOk(Z3_context C) {
  Z3_solver Raw = Z3_mk_solver(C);
  Z3_solver_inc_ref(C, Raw);
  auto Solver = z3raii::solver::adopt(C, Raw);
}

void detachedOk(Z3_context C) {
  auto Solver = z3raii::solver::share(C, Z3_mk_solver(C));
  Z3_solver Raw = Solver.detach();
  Z3_solver_dec_ref(C, Raw);
}
