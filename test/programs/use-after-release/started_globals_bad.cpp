// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A planner keeps its solver in globals, from one start to the next stop.
#include <cstdio>
#include <vector>
#include <z3++.h>

namespace {

z3::context *Context;
z3::solver *Capacity;

void start(int load) {
  Context = new z3::context;
  Capacity = new z3::solver(*Context);
  Capacity->add(Context->int_const("load") >= load);
}

bool fits(int limit) {
  Capacity->push();
  Capacity->add(Context->int_const("load") <= limit);
  bool answer = Capacity->check() == z3::sat;
  Capacity->pop();
  return answer;
}

void stop() {
  delete Context;
  delete Capacity; // report: z3-use-after-release; trace: use-after-context-delete
}

} // namespace

int main() {
  for (int load : {12, 30}) {
    start(load);
    std::vector<int> limits = {10, 20, 40};
    int fitting = 0;
    for (int limit : limits)
      fitting += fits(limit);
    std::printf("%d: %d of %zu fit\n", load, fitting, limits.size());
    stop();
  }
  return 0;
}
