// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A delivery planner plans anew at each tick, with the orders of that tick.
// The orders of each tick stay in the one optimizer.
#include <iostream>
#include <string>
#include <vector>
#include <z3++.h>

namespace {

struct Order {
  std::string Customer;
  int Weight;
};

class Planner {
  z3::context Ctx;
  z3::optimize Optimizer{Ctx};
  z3::expr Load;

public:
  explicit Planner(int Capacity) : Load(Ctx.int_const("load")) {
    Optimizer.add(Load >= 0);
    Optimizer.add(Load <= Capacity);
  }

  bool plan(const std::vector<Order> &Orders) {
    int Total = 0;
    for (const Order &O : Orders)
      Total += O.Weight;
    Optimizer.add(Load >= Total); // trace: growth
    bool Possible = Optimizer.check() == z3::sat;
    return Possible;
  }
};

std::vector<Order> ordersAt(int Tick) {
  return {{"north", 1 + Tick % 3}, {"south", Tick}};
}

} // namespace

int main() {
  Planner P(30);
  int Late = 0;
  for (int Tick = 0; Tick < 12; ++Tick)
    if (!P.plan(ordersAt(Tick))) // report: z3-loop-creation growth
      ++Late;
  std::cout << Late << " late\n";
  return 0;
}
