// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A portfolio solves one formula in contexts of several threads.
// Each thread translates the formula itself: they are in its context at once.
// build: -pthread
#include <chrono>
#include <iostream>
#include <memory>
#include <thread>
#include <vector>
#include <z3++.h>

namespace {

struct Job {
  z3::context Ctx;
  z3::expr Goal{Ctx};
  unsigned Seed = 0;
  z3::check_result Answer = z3::unknown;

  void take(const z3::expr &Formula) {
    z3::expr Own(Ctx, Z3_translate(Formula.ctx(), Formula, Ctx)); // trace: concurrent-use
    const z3::expr &Kept = Own;
    Goal = Kept;
  }
  void run() {
    z3::solver Solver(Ctx, z3::solver::simple());
    z3::params P(Ctx);
    P.set("random_seed", Seed);
    Solver.set(P);
    Solver.add(Goal);
    Answer = Solver.check();
  }
};

bool possible(const z3::expr &Formula, unsigned Count) {
  std::vector<std::unique_ptr<Job>> Jobs;
  std::vector<std::thread> Threads;
  for (unsigned I = 0; I < Count; ++I) {
    Jobs.push_back(std::make_unique<Job>());
    Job *J = Jobs.back().get();
    J->Seed = I;
    Threads.emplace_back([J, &Formula] { // report: z3-thread-sharing
      std::this_thread::sleep_for(std::chrono::milliseconds(200 * J->Seed));
      J->take(Formula);
      J->run();
    });
  }
  for (std::thread &T : Threads)
    T.join();
  for (const auto &J : Jobs)
    if (J->Answer == z3::sat)
      return true;
  return false;
}

} // namespace

int main() {
  z3::context Ctx;
  z3::expr X = Ctx.int_const("x");
  z3::expr Formula = X > 2 && X < 9;
  std::cout << possible(Formula, 2) << std::endl;
  return 0;
}
