// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A watchdog stops a check that takes too long.
// It also asks the solver how far it is, while main works with it. A pause
// keeps the calls apart in the run, but nothing orders them.
#include <atomic>
#include <chrono>
#include <cstdio>
#include <thread>
#include <z3++.h>

using std::chrono::milliseconds;

class Watchdog {
public:
  Watchdog(z3::solver &S, unsigned Limit)
      : S(S), Limit(Limit), Thread([this] { watch(); }) {} // report: z3-thread-sharing
  ~Watchdog() {
    Done = true;
    Thread.join();
  }

private:
  void watch() {
    for (unsigned Waited = 0; Waited < Limit; Waited += 10) {
      if (Done)
        return;
      std::this_thread::sleep_for(milliseconds(10));
    }
    std::printf("stopped with %u counters\n", S.statistics().size() > 0);
    S.ctx().interrupt();
  }

  z3::solver &S;
  const unsigned Limit;
  std::atomic<bool> Done{false};
  std::thread Thread;
};

int main() {
  z3::context C;
  z3::solver S(C, z3::solver::simple());
  z3::expr X = C.int_const("x");
  S.add(X > 3 && X < 5);
  bool Possible;
  {
    Watchdog Dog(S, 50);
    std::this_thread::sleep_for(milliseconds(300));
    Possible = S.check() == z3::sat; // trace: concurrent-use
  }
  std::printf("possible %d\n", Possible);
  return 0;
}
