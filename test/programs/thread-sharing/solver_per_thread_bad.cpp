// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A portfolio gives each of its threads a solver.
// The solvers are different, but live in one context: that is what the threads
// share. The clock keeps the calls apart in the run, but nothing orders them.
#include <chrono>
#include <cstdio>
#include <deque>
#include <thread>
#include <vector>
#include <z3++.h>

static void solve(z3::solver &S, unsigned Turn, int &Answer) {
  std::this_thread::sleep_for(std::chrono::milliseconds(200 * Turn));
  Answer = S.check(); // trace: concurrent-use
}

int main() {
  z3::context C;
  z3::expr X = C.int_const("x");
  z3::solver Problem(C, z3::solver::simple());
  Problem.add(X > 4 && X < 6);
  std::vector<z3::solver> Solvers;
  for (unsigned I = 0; I < 2; ++I) {
    Solvers.emplace_back(C, z3::solver::simple());
    Solvers.back().add(X > 4 && X < 6);
  }
  int Answers[2] = {0, 0};
  std::vector<std::thread> Threads;
  for (unsigned I = 0; I < 2; ++I)
    Threads.emplace_back(solve, std::ref(Solvers[I]), I, std::ref(Answers[I])); // report: z3-thread-sharing
  for (std::thread &T : Threads)
    T.join();
  std::printf("answers %d %d\n", Answers[0], Answers[1]);
  return 0;
}
