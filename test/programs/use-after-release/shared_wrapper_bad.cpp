// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A solver is shared by the threads of a job; here by two owners in turn.
// A raw handle is asked when the last owner has let the solver go.
#include <cstdio>
#include <memory>
#include <z3++.h>

namespace {

using Shared = std::shared_ptr<z3::solver>;

Shared makeSolver(z3::context &C) {
  return std::make_shared<z3::solver>(C, z3::solver::simple());
}

unsigned scopes(z3::context &C, Z3_solver Raw) {
  return Z3_solver_get_num_scopes(C, Raw); // trace: use-after-release
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
  Second.reset();
  unsigned N = scopes(C, Raw); // report: z3-use-after-release
  std::printf("scopes: %u\n", N);
  return 0;
}
