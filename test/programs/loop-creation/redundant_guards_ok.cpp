// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A compiler counts the guards that others imply already.
// One solver is asked about all guards, each in a scope.
#include <algorithm>
#include <iostream>
#include <string>
#include <vector>
#include <z3++.h>

namespace {

struct Guard {
  std::string Location;
  z3::expr Condition;
};

bool entails(z3::solver &Solver, const z3::expr &Known, const z3::expr &Claim) {
  Solver.push();
  Solver.add(Known);
  Solver.add(!Claim);
  bool Yes = Solver.check() == z3::unsat;
  Solver.pop();
  return Yes;
}

long numRedundant(z3::context &Ctx, const z3::expr &Known,
                  const std::vector<Guard> &Guards) {
  z3::solver Solver(Ctx);
  auto Redundant = [&](const Guard &G) {
    return entails(Solver, Known, G.Condition);
  };
  return std::count_if(Guards.begin(), Guards.end(), Redundant);
}

} // namespace

int main() {
  z3::context Ctx;
  z3::expr Index = Ctx.int_const("index");
  z3::expr Known = Index > 4;
  std::vector<Guard> Guards;
  for (int I = 0; I < 12; ++I)
    Guards.push_back({"line " + std::to_string(I), Index > I});
  std::cout << numRedundant(Ctx, Known, Guards) << " redundant\n";
  return 0;
}
