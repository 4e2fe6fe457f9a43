// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Scripts are run in threads of their own, one started after the other.
// All threads work in one context, which no lock protects. The starts are far
// apart in the run, but nothing orders the calls of one thread before those of
// the next.
#include <chrono>
#include <cstdio>
#include <string>
#include <thread>
#include <vector>
#include <z3++.h>

static void run(z3::context &C, const std::string &Script, int &Possible) {
  z3::solver S(C, z3::solver::simple()); // trace: concurrent-use
  S.from_string(Script.c_str());
  Possible = S.check() == z3::sat;
}

int main() {
  const std::vector<std::string> Scripts = {
      "(declare-const x Int)(assert (> x 3))",
      "(declare-const x Int)(assert (and (> x 3) (< x 3)))",
      "(declare-const p Bool)(assert p)"};
  std::vector<int> Possible(Scripts.size());
  std::vector<std::thread> Threads;
  z3::context C;
  for (size_t I = 0; I < Scripts.size(); ++I) {
    Threads.emplace_back(run, std::ref(C), Scripts[I], std::ref(Possible[I])); // report: z3-thread-sharing
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
  }
  for (std::thread &T : Threads)
    T.join();
  std::printf("%d possible\n", Possible[0] + Possible[1] + Possible[2]);
  return 0;
}
