// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A scheduler asks for the least number of machines.
// The bound is read whatever the answer was.
#include <iostream>
#include <vector>
#include <z3++.h>

namespace {

class Plant {
  z3::context Ctx;
  z3::optimize Optimizer{Ctx};
  z3::expr Machines;
  unsigned Checks = 0;

public:
  Plant() : Machines(Ctx.int_const("machines")) { Optimizer.add(Machines >= 1); }

  void require(int Work, int PerMachine) { Optimizer.add(Machines * PerMachine >= Work); }
  void limit(int Most) { Optimizer.add(Machines <= Most); }

  int fewest() {
    z3::optimize::handle Goal = Optimizer.minimize(Machines);
    ++Checks;
    Optimizer.check();
    z3::model Plan = Optimizer.get_model(); // report: z3-unchecked-result
    int N = Plan.eval(Machines, true).get_numeral_int();
    std::cout << "bound " << Optimizer.lower(Goal) << "\n";
    return N;
  }
};

} // namespace

int main() {
  Plant P;
  P.require(17, 5);
  P.limit(9);
  std::cout << P.fewest() << " machines\n";
  return 0;
}
