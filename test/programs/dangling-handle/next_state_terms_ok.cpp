// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A model checker makes the next-state terms of its variables for a call of the
// C API.
// The array gets the raw handles of terms that a vector holds.
#include <algorithm>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>
#include <z3++.h>

namespace {

struct Variable {
  std::string Name;
  int Step;
};

class Unroller {
  z3::context &Ctx;
  std::vector<Variable> Vars;

public:
  explicit Unroller(z3::context &C) : Ctx(C) {}
  void add(const std::string &Name, int Step) { Vars.push_back({Name, Step}); }

  z3::expr next(const Variable &V) const {
    return Ctx.int_const(V.Name.c_str()) + V.Step;
  }

  z3::expr allDifferent() const {
    std::vector<Z3_ast> Raw;
    Raw.reserve(Vars.size());
    z3::expr_vector Terms(Ctx);
    for (const Variable &V : Vars) {
      Terms.push_back(next(V));
      Raw.push_back(Terms.back());
    }
    Z3_ast All = Z3_mk_distinct(Ctx, Raw.size(), Raw.data());
    return z3::expr(Ctx, All);
  }
};

} // namespace

int main() {
  z3::context Ctx;
  Unroller U(Ctx);
  U.add("x", 1);
  U.add("y", 2);
  z3::solver Solver(Ctx, z3::solver::simple());
  Solver.add(U.allDifferent());
  std::cout << Solver.check() << std::endl;
  return 0;
}
