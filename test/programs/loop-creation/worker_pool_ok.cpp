// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A concolic tester with one solver context per worker: tasks are dealt out in
// turn, since a context serves one thread at a time.
// The workers are made first and kept; every task goes to one that stands.
#include <iostream>
#include <memory>
#include <vector>
#include <z3++.h>

class Worker {
public:
  Worker() : s(c, z3::solver::simple()), x(c.int_const("x")) {
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
  std::vector<std::unique_ptr<Worker>> workers;
  for (unsigned i = 0; i < num_workers; ++i)
    workers.push_back(std::make_unique<Worker>());
  for (std::size_t t = 0; t < tasks.size(); ++t) {
    Worker *worker = workers[t % num_workers].get();
    if (worker->solve(tasks[t]))
      ++solved;
  }
  std::cout << "with " << workers.size() << " workers: ";
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
