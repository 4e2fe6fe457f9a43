// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An optimizer for shifts prints the cheapest plan.
// Somebody has lost the call that looks for it: the model is empty. No handle is
// misused, so z3-trace says nothing.
#include <iostream>
#include <z3++.h>

int main() {
  z3::context Ctx;
  z3::expr Cost = Ctx.int_const("cost");
  z3::optimize Planner(Ctx);
  Planner.add(Cost >= 7);
  Planner.minimize(Cost);
  z3::model Plan = Planner.get_model(); // report: z3-unchecked-result
  std::cout << Plan.size() << std::endl;
  return 0;
}
