// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A concolic tester with one solver context per worker: tasks are dealt out in
// turn, since a context serves one thread at a time.
// A worker is made for every task, does it, and is thrown away.
#include <iostream>
#include <memory>
#include <vector>
#include <z3++.h>

class Worker {
public:
  Worker() : s(c, z3::solver::simple()), x(c.int_const("x")) { // trace: churn
    s.add(x > 0);
  }

  bool solve(int product) {
    s.push();
    s.add(x * 7 == product);
    bool possible = s.check() == z3::sat;
    s.pop();
    return possible;
  }

private:
  z3::context c;
  z3::solver s;
  z3::expr x;
};

static int run(const std::vector<int> &tasks, unsigned num_workers) {
  int solved = 0;
  for (std::size_t t = 0; t < tasks.size(); ++t) {
    auto worker = std::make_unique<Worker>(); // report: z3-loop-creation churn
    if (worker->solve(tasks[t]))
      ++solved;
  }
  std::cout << "with " << num_workers << " workers: ";
  return solved;
}

int main() {
  std::vector<int> tasks;
  for (int i = 0; i < 30; ++i)
    tasks.push_back(i * 3);
  int solved = run(tasks, 4);
  std::cout << solved << " of " << tasks.size() << " tasks solved\n";
  return 0;
}
