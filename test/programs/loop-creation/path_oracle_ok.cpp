// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A static analyzer asks for each path through a function whether it can be
// taken at all.
// The oracle keeps one solver, and a scope for each path.
#include <iostream>
#include <string>
#include <vector>
#include <z3++.h>

namespace {

struct Guard {
  unsigned Var;
  int Low, High;
};
using Path = std::vector<Guard>;

class PathOracle {
  z3::context &Ctx;
  std::vector<z3::expr> Vars;
  z3::solver Solver;

public:
  PathOracle(z3::context &C, unsigned Count)
      : Ctx(C), Solver(C, z3::solver::simple()) {
    for (unsigned I = 0; I != Count; ++I)
      Vars.push_back(Ctx.int_const(("v" + std::to_string(I)).c_str()));
  }

  bool feasible(const Path &P) {
    Solver.push();
    for (const Guard &G : P) {
      Solver.add(Vars[G.Var] >= G.Low);
      Solver.add(Vars[G.Var] <= G.High);
    }
    bool Possible = Solver.check() != z3::unsat;
    Solver.pop();
    return Possible;
  }
};

std::vector<Path> enumerate(unsigned Depth) {
  std::vector<Path> Paths;
  for (unsigned Bits = 0; Bits != 1u << Depth; ++Bits) {
    Path P;
    for (unsigned I = 0; I != Depth; ++I)
      P.push_back({I % 2, Bits & (1u << I) ? 5 : 0, Bits & (1u << I) ? 9 : 4});
    Paths.push_back(P);
  }
  return Paths;
}

} // namespace

int main() {
  z3::context C;
  PathOracle Oracle(C, 2);
  unsigned Dead = 0;
  for (const Path &P : enumerate(4)) {
    if (!Oracle.feasible(P))
      ++Dead;
  }
  std::cout << Dead << " dead paths\n";
  return 0;
}
