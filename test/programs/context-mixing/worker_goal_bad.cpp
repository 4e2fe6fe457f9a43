// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A portfolio gives the main goal to workers that have contexts of their own.
// The worker adds the goal without bringing it over.
#include <iostream>
#include <memory>
#include <vector>
#include <z3++.h>

class Worker {
  std::unique_ptr<z3::context> Own = std::make_unique<z3::context>();
  z3::solver S;

public:
  explicit Worker(unsigned Seed) : S(*Own, z3::solver::simple()) {
    z3::params P(*Own);
    P.set("random_seed", Seed);
    S.set(P);
  }
  bool refutes(const z3::expr &Goal) {
    try {
      S.add(!Goal); // trace-allows: wrong-context because the caller hands over the goal
    } catch (const z3::exception &) {
      return false;
    }
    return S.check() == z3::unsat;
  }
};

int main() {
  z3::context C;
  z3::expr X = C.int_const("x"), Y = C.int_const("y");
  z3::expr Goal = z3::implies(X > Y, Y < X);
  std::vector<std::unique_ptr<Worker>> Workers;
  for (unsigned Seed = 1; Seed <= 3; ++Seed)
    Workers.push_back(std::make_unique<Worker>(Seed));
  unsigned Proofs = 0;
  for (auto &W : Workers)
    Proofs += W->refutes(Goal); // report: z3-context-mixing
  std::cout << Proofs << " proofs\n";
  return 0;
}
