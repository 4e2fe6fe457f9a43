// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Jobs are handed over to threads, context and all.
// Main prints the goal of the job when the thread has it already. A pause keeps
// the calls apart in the run, but nothing orders them.
#include <chrono>
#include <iostream>
#include <memory>
#include <thread>
#include <utility>
#include <vector>
#include <z3++.h>

struct Job {
  std::unique_ptr<z3::context> C = std::make_unique<z3::context>();
  std::unique_ptr<z3::solver> S =
      std::make_unique<z3::solver>(*C, z3::solver::simple());
};

static void runJob(Job J, int &Answer) {
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  Answer = J.S->check();
}

int main() {
  std::vector<std::thread> Threads;
  int Answers[2];
  for (int I = 0; I < 2; ++I) {
    Job J;
    std::thread Worker;
    {
      z3::expr Goal = J.C->int_const("x") > I;
      J.S->add(Goal);
      Worker = std::thread(runJob, std::move(J), std::ref(Answers[I])); // report: z3-thread-sharing
      std::cout << Goal << '\n'; // trace: concurrent-use
    }
    Threads.push_back(std::move(Worker));
  }
  for (std::thread &T : Threads)
    T.join();
  std::cout << Answers[0] << ' ' << Answers[1] << '\n';
  return 0;
}
