// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An editor checks a formula without waiting for the answer.
// While std::async checks, the editor builds the next formula in the same
// context. A pause keeps the calls apart in the run, but nothing orders them.
#include <chrono>
#include <cstdio>
#include <future>
#include <thread>
#include <z3++.h>

static bool possible(z3::solver &S) { return S.check() == z3::sat; }

int main() {
  z3::context C;
  z3::expr X = C.int_const("x");
  z3::solver S(C, z3::solver::simple());
  S.add(X > 10 && X < 20);
  std::future<bool> Answer = std::async(std::launch::async, [&S] { return possible(S); }); // report: z3-thread-sharing
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  z3::expr Next = X * 2 > 30; // trace: concurrent-use
  bool Possible = Answer.get();
  std::printf("possible %d, next %d\n", Possible, Next.is_bool());
  return 0;
}
