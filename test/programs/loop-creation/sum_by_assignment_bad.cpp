// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A scheduler sums the durations of many tasks into one term.
// z3++ 4.8.11 and 4.8.12: move assignment forgets the old term's reference.
#include <iostream>
#include <string>
#include <vector>
#include <z3++.h>

struct Task {
  std::string name;
  int shortest, longest;
};

static z3::expr total_duration(z3::context &c, z3::solver &s,
                               const std::vector<Task> &tasks) {
  z3::expr total = c.int_val(0); // trace: leak
  for (const Task &task : tasks) {
    z3::expr duration = c.int_const(task.name.c_str());
    s.add(duration >= task.shortest && duration <= task.longest);
    total = total + duration; // report: z3-loop-creation growth; trace: leak
  }
  return total;
}

int main() {
  z3::context c;
  z3::solver s(c, z3::solver::simple());
  std::vector<Task> tasks;
  for (int i = 0; i < 40; ++i)
    tasks.push_back({"task" + std::to_string(i), 1 + i % 3, 4 + i % 5});

  z3::expr total = total_duration(c, s, tasks);
  s.add(total <= 80);
  std::cout << "finished in time: " << s.check() << '\n';
  return 0;
}
