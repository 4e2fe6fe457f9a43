// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-loop-creation
// A callee asserts what it has computed from its argument.
#include <vector>
#include <z3++.h>

class Planner {
  z3::context ctx;
  z3::optimize optimizer{ctx};
  z3::expr load;

public:
  Planner() : load(ctx.int_const("load")) {}

  bool plan(const std::vector<int> &weights) {
    int total = 0;
    for (int w : weights)
      total += w;
    optimizer.add(load >= total);
    return optimizer.check() == z3::sat;
  }
  bool planAnew(const std::vector<int> &weights) {
    int total = 0;
    for (int w : weights)
      total += w;
    optimizer.push();
    optimizer.add(load >= total);
    bool possible = optimizer.check() == z3::sat;
    optimizer.pop();
    return possible;
  }
};

std::vector<int> weightsAt(int tick);

int lateBad(int n) {
  Planner p;
  int late = 0;
  for (int tick = 0; tick < n; ++tick)
    if (!p.plan(weightsAt(tick))) // warn-nofix: grows with each iteration: what is asserted stays
      ++late;
  return late;
}

int lateOk(int n) {
  Planner p;
  int late = 0;
  for (int tick = 0; tick < n; ++tick)
    if (!p.planAnew(weightsAt(tick)))
      ++late;
  return late;
}
