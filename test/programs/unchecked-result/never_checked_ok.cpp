// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An optimizer for shifts prints the cheapest plan.
// It is looked for first.
#include <iostream>
#include <z3++.h>

int main() {
  z3::context Ctx;
  z3::expr Cost = Ctx.int_const("cost");
  z3::optimize Planner(Ctx);
  Planner.add(Cost >= 7);
  Planner.minimize(Cost);
  if (Planner.check() != z3::sat)
    return 1;
  z3::model Plan = Planner.get_model();
  std::cout << Plan.size() << std::endl;
  return 0;
}
