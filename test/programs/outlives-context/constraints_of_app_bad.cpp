// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A scheduler keeps its constraints as objects of several classes.
// The list of the constraints is declared before the context of their terms.
#include <iostream>
#include <memory>
#include <string>
#include <vector>
#include <z3++.h>

namespace {

class Constraint {
public:
  virtual ~Constraint() = default;
  virtual void post(z3::solver &Solver) const = 0;
};

class Deadline : public Constraint {
  z3::expr End;
  int Hour;

public:
  Deadline(const z3::expr &E, int H) : End(E), Hour(H) {}
  void post(z3::solver &Solver) const override { Solver.add(End <= Hour); }
};

class Before : public Constraint { // trace: use-after-context-delete
  z3::expr First, Second;

public:
  Before(const z3::expr &A, const z3::expr &B) : First(A), Second(B) {}
  void post(z3::solver &Solver) const override { Solver.add(First < Second); }
};

using Constraints = std::vector<std::unique_ptr<Constraint>>;

void readPlan(z3::context &Ctx, Constraints &Out) {
  z3::expr Wash = Ctx.int_const("wash");
  z3::expr Dry = Ctx.int_const("dry");
  Out.push_back(std::make_unique<Before>(Wash, Dry));
  Out.push_back(std::make_unique<Deadline>(Dry, 17));
}

bool possible(z3::context &Ctx, const Constraints &All) {
  z3::solver Solver(Ctx, z3::solver::simple());
  for (const auto &C : All)
    C->post(Solver);
  return Solver.check() == z3::sat;
}

} // namespace

int main() {
  Constraints All; // report: z3-outlives-context
  z3::context Ctx;
  readPlan(Ctx, All);
  std::cout << possible(Ctx, All) << std::endl;
  return 0;
}
