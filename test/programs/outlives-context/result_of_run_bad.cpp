// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A test generator runs each target in a context of its own and keeps the best
// input condition of all targets.
// The best condition outlives the context of its target.
// trace-allows: crash because the stack of the context is used again
#include <iostream>
#include <optional>
#include <string>
#include <vector>
#include <z3++.h>

namespace {

struct Target {
  std::string Name;
  int Depth;
};

struct Best {
  int Depth = -1;
  std::optional<z3::expr> Condition;
};

z3::expr conditionOf(z3::context &Ctx, const Target &T) {
  z3::expr_vector Steps(Ctx);
  for (int I = 0; I < T.Depth; ++I)
    Steps.push_back(Ctx.bool_const((T.Name + std::to_string(I)).c_str()));
  return z3::mk_and(Steps);
}

void explore(const Target &T, Best &B) {
  z3::context Ctx;
  z3::expr Condition = conditionOf(Ctx, T);
  z3::solver Solver(Ctx, z3::solver::simple());
  Solver.add(Condition);
  if (Solver.check() != z3::sat || T.Depth <= B.Depth)
    return;
  B.Depth = T.Depth;
  B.Condition.emplace(Condition); // report: z3-outlives-context
}

} // namespace

int main() {
  Best B;
  explore({"parse", 2}, B);
  explore({"emit", 1}, B);
  std::cout << "depth " << B.Depth << std::endl;
  return 0;
}
