// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A fuzzer solves the path conditions of several inputs side by side.
// All tasks share the ownership of one context, and work in it. A pause keeps
// the calls apart in the run, but nothing orders them.
#include <chrono>
#include <cstdio>
#include <future>
#include <memory>
#include <thread>
#include <vector>
#include <z3++.h>

using ContextPtr = std::shared_ptr<z3::context>;

static int nextInput(ContextPtr C, int Seed, unsigned Delay) {
  std::this_thread::sleep_for(std::chrono::milliseconds(Delay));
  z3::expr Input = C->int_const("input"); // trace: concurrent-use
  z3::solver S(*C, z3::solver::simple());
  S.add(Input > Seed && Input < Seed + 2);
  if (S.check() != z3::sat)
    return -1;
  return S.get_model().eval(Input).get_numeral_int();
}

int main() {
  const std::vector<int> Seeds = {4, 15, 8};
  auto C = std::make_shared<z3::context>();
  std::vector<std::future<int>> Tasks;
  unsigned Delay = 0;
  for (int Seed : Seeds) {
    Tasks.push_back(std::async(std::launch::async, nextInput, C, Seed, Delay)); // report: z3-thread-sharing
    Delay += 250;
  }
  for (std::future<int> &Task : Tasks)
    std::printf("next input %d\n", Task.get());
  return 0;
}
