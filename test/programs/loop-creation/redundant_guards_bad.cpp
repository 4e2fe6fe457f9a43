// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A compiler counts the guards that others imply already.
// Each guard is asked about with a solver of its own.
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

bool entails(z3::context &Ctx, const z3::expr &Known, const z3::expr &Claim) {
  z3::solver Solver(Ctx); // trace: churn
  Solver.add(Known);
  Solver.add(!Claim);
  return Solver.check() == z3::unsat;
}

long numRedundant(z3::context &Ctx, const z3::expr &Known,
                  const std::vector<Guard> &Guards) {
  auto Redundant = [&](const Guard &G) {
    return entails(Ctx, Known, G.Condition); // report: z3-loop-creation churn
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
