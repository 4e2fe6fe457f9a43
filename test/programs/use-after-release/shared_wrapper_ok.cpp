// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A solver is shared by the threads of a job; here by two owners in turn.
// A raw handle is asked while one owner is left.
#include <cstdio>
#include <memory>
#include <z3++.h>

namespace {

using Shared = std::shared_ptr<z3::solver>;

Shared makeSolver(z3::context &C) {
  return std::make_shared<z3::solver>(C, z3::solver::simple());
}

unsigned scopes(z3::context &C, Z3_solver Raw) {
  return Z3_solver_get_num_scopes(C, Raw);
}

} // namespace

int main() {
  z3::context C;
  Shared First = makeSolver(C);
  First->add(C.bool_const("started"));
  Shared Second = First;
  Z3_solver Raw = *First;
  First.reset();
  z3::tactic Other(C, "simplify");
  std::printf("help: %d\n", Other.help().empty());
  std::fflush(stdout);
  unsigned N = scopes(C, Raw);
  Second.reset();
  std::printf("scopes: %u\n", N);
  return 0;
}
