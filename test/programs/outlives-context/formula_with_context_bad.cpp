// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A language binding hands out formulas that keep their context alive.
// A formula's context pointer is declared after its term, so it goes first.
#include <iostream>
#include <memory>
#include <string>
#include <vector>
#include <z3++.h>

namespace binding {

struct Formula { // trace: use-after-context-delete
  z3::expr Term; // report: z3-outlives-context
  std::shared_ptr<z3::context> Ctx;
  Formula(std::shared_ptr<z3::context> C, const z3::expr &T)
      : Term(T), Ctx(std::move(C)) {}
};

class Session {
  std::shared_ptr<z3::context> Ctx = std::make_shared<z3::context>();

public:
  Formula variable(const std::string &Name) const {
    return Formula(Ctx, Ctx->int_const(Name.c_str()));
  }
  Formula less(const Formula &A, const Formula &B) const {
    return Formula(Ctx, A.Term < B.Term);
  }
};

bool satisfiable(const Formula &F) {
  z3::solver Solver(*F.Ctx, z3::solver::simple());
  Solver.add(F.Term);
  return Solver.check() == z3::sat;
}

Formula parse(const std::string &Left, const std::string &Right) {
  Session S;
  Formula A = S.variable(Left);
  Formula B = S.variable(Right);
  return S.less(A, B);
}

} // namespace binding

int main() {
  binding::Formula F = binding::parse("low", "high");
  std::cout << binding::satisfiable(F) << std::endl;
  return 0;
}
