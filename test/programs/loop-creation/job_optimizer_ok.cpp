// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A scheduler places jobs one by one at their earliest start.
// All jobs are placed by one optimizer, each in a scope.
#include <cstdio>
#include <utility>
#include <vector>
#include <z3++.h>

namespace {

struct Job {
  int release;
  int duration;
  int start = -1;
};

class Machine {
  z3::context &ctx_;
  z3::expr start_;
  std::vector<std::pair<int, int>> busy_;
  z3::optimize planner_;

public:
  explicit Machine(z3::context &ctx)
      : ctx_(ctx), start_(ctx.int_const("start")), planner_(ctx) {}

  void block(int from, int to) { busy_.emplace_back(from, to); }

  int earliest(const Job &job) {
    z3::optimize &planner = planner_;
    planner.push();
    planner.add(start_ >= job.release);
    for (const auto &[from, to] : busy_)
      planner.add(start_ + job.duration <= from || start_ >= to);
    z3::optimize::handle goal = planner.minimize(start_);
    int found = -1;
    if (planner.check() == z3::sat)
      found = planner.lower(goal).get_numeral_int();
    planner.pop();
    return found;
  }

  z3::context &context() { return ctx_; }
};

void place(Machine &machine, std::vector<Job> &jobs) {
  for (Job &job : jobs) {
    job.start = machine.earliest(job);
    if (job.start < 0)
      std::printf("no room\n");
  }
}

} // namespace

int main() {
  z3::context ctx;
  Machine machine(ctx);
  machine.block(3, 9);
  machine.block(12, 14);
  std::vector<Job> jobs{{0, 2}, {1, 4}, {2, 3}, {4, 1}, {5, 8},
                        {6, 2}, {7, 3}, {8, 1}, {8, 6}, {9, 2}};
  place(machine, jobs);
  for (const Job &job : jobs)
    std::printf("%d\n", job.start);
  return 0;
}
