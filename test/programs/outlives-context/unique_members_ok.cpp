// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A back-end makes its context and its solver when they are first needed.
// The context is the earlier member, so that it goes last.
#include <iostream>
#include <memory>
#include <string>
#include <unordered_map>
#include <z3++.h>

class LazyBackend {
  std::unique_ptr<z3::context> Ctx;
  std::unique_ptr<z3::solver> Solver;
  unsigned Queries = 0;

  void start() {
    if (Ctx)
      return;
    Ctx = std::make_unique<z3::context>();
    Solver = std::make_unique<z3::solver>(*Ctx, z3::solver::simple());
  }

public:
  bool feasible(const std::string &Var, int Low, int High) {
    start();
    ++Queries;
    z3::expr V = Ctx->int_const(Var.c_str());
    Solver->push();
    Solver->add(V >= Low);
    Solver->add(V < High);
    bool Yes = Solver->check() == z3::sat;
    Solver->pop();
    return Yes;
  }
  unsigned queries() const { return Queries; }
};

int main() {
  LazyBackend Backend;
  bool First = Backend.feasible("pc", 0, 10);
  bool Second = Backend.feasible("sp", 10, 10);
  std::cout << First << Second << " " << Backend.queries() << "\n";
  return 0;
}
