// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A planner searches best-first: the cheapest node of a queue is next.
// It copies the queue's top before it removes it.
#include <iostream>
#include <queue>
#include <vector>
#include <z3++.h>

namespace {

struct Node {
  int Cost;
  z3::expr Goal;
};

struct Dearer {
  bool operator()(const Node &A, const Node &B) const { return A.Cost > B.Cost; }
};

class Search {
  z3::context &Ctx;
  z3::solver Solver;
  std::priority_queue<Node, std::vector<Node>, Dearer> Open;

public:
  explicit Search(z3::context &C) : Ctx(C), Solver(C, z3::solver::simple()) {}

  void add(int Cost, const char *Goal) {
    Open.push(Node{Cost, Ctx.bool_const(Goal)});
  }

  bool reachable(const z3::expr &Goal) {
    Solver.push();
    Solver.add(Goal);
    bool Yes = Solver.check() == z3::sat;
    Solver.pop();
    return Yes;
  }

  int run() {
    int Reached = 0;
    while (!Open.empty()) {
      const Node Best = Open.top();
      Open.pop();
      if (reachable(Best.Goal))
        ++Reached;
    }
    return Reached;
  }
};

} // namespace

int main() {
  z3::context Ctx;
  Search S(Ctx);
  S.add(3, "home");
  S.add(1, "shop");
  std::cout << S.run() << std::endl;
  return 0;
}
