// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A portfolio asks two tactics for one answer and takes the first.
// Both work in the context of the goal. A pause keeps the calls apart in the
// run, but nothing orders them.
#include <chrono>
#include <cstdio>
#include <future>
#include <string>
#include <thread>
#include <z3++.h>

namespace {

struct Attempt {
  std::string Tactic;
  unsigned Delay;
};

z3::check_result attempt(z3::expr Goal, const Attempt &How) {
  std::this_thread::sleep_for(std::chrono::milliseconds(How.Delay));
  z3::solver S = z3::tactic(Goal.ctx(), How.Tactic.c_str()).mk_solver(); // trace: concurrent-use
  S.add(Goal);
  return S.check();
}

} // namespace

int main() {
  z3::context C;
  z3::expr X = C.int_const("x"), Y = C.int_const("y");
  z3::expr Goal = X > 2 && Y > X && Y < 9;
  const Attempt Plain = {"smt", 0}, Late = {"qflia", 300};
  auto First = std::async(std::launch::async, attempt, Goal, Plain);
  auto Second = std::async(std::launch::async, attempt, Goal, Late); // report: z3-thread-sharing
  int Answers = (First.get() == z3::sat) + (Second.get() == z3::sat);
  std::printf("%d of 2 say sat\n", Answers);
  return 0;
}
