// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A long check is accompanied by a thread that prints progress.
// The thread prints the time; the statistics are asked for after the check.
// build: -pthread
#include <atomic>
#include <chrono>
#include <iostream>
#include <thread>
#include <z3++.h>

namespace {

class Progress {
  z3::solver &Solver;
  std::atomic<bool> Done{false};
  std::thread Ticker;

public:
  explicit Progress(z3::solver &S) : Solver(S) {
    Ticker = std::thread([this] { run(); });
  }
  Progress(const Progress &) = delete;
  Progress &operator=(const Progress &) = delete;
  ~Progress() {
    Done = true;
    Ticker.join();
    std::cout << Solver.statistics().size() << " counters\n";
  }

private:
  void run() {
    for (int Tick = 1; !Done && Tick < 10; ++Tick) {
      std::cout << Tick << " ticks\n";
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
  }
};

z3::check_result watched(z3::solver &Solver) {
  Progress P(Solver);
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  return Solver.check();
}

} // namespace

int main() {
  z3::context Ctx;
  z3::solver Solver(Ctx, z3::solver::simple());
  Solver.add(Ctx.int_const("x") > 4);
  std::cout << watched(Solver) << std::endl;
  return 0;
}
