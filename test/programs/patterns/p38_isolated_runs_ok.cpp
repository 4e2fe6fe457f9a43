// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Scripts are run in threads of their own, one started after the other.
// Each thread has a context of its own, and nothing of it leaves the thread.
#include <chrono>
#include <cstdio>
#include <string>
#include <thread>
#include <vector>
#include <z3++.h>

static void run(const std::string &Script, int &Possible) {
  z3::context C;
  z3::solver S(C, z3::solver::simple());
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
  for (size_t I = 0; I < Scripts.size(); ++I) {
    Threads.emplace_back(run, Scripts[I], std::ref(Possible[I]));
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
  }
  for (std::thread &T : Threads)
    T.join();
  std::printf("%d possible\n", Possible[0] + Possible[1] + Possible[2]);
  return 0;
}
