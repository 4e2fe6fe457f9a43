// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A symbolic executor moves its states into the work list of the next round.
#include <deque>
#include <iostream>
#include <utility>
#include <vector>
#include <z3++.h>

namespace {

struct State {
  unsigned Block;
  z3::expr Condition;
};

class Executor {
  z3::context &Ctx;
  std::deque<State> Work;

public:
  explicit Executor(z3::context &C) : Ctx(C) {}

  void start() { Work.push_back({0, Ctx.bool_val(true)}); }

  std::vector<State> step() {
    State S = std::move(Work.front());
    Work.pop_front();
    z3::expr Taken = Ctx.bool_const(("b" + std::to_string(S.Block)).c_str());
    std::vector<State> Next;
    Next.push_back({S.Block * 2 + 1, S.Condition && Taken});
    Next.push_back({S.Block * 2 + 2, S.Condition && !Taken});
    return Next;
  }

  void schedule(std::vector<State> Next) {
    for (State &S : Next)
      Work.push_back(std::move(S));
  }
  size_t size() const { return Work.size(); }
};

} // namespace

int main() {
  z3::context Ctx;
  Executor X(Ctx);
  X.start();
  for (int Round = 0; Round < 3; ++Round)
    X.schedule(X.step());
  std::cout << X.size() << " states" << std::endl;
  return 0;
}
