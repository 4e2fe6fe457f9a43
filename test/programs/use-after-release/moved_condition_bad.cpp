// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A path explorer moves the condition of a path into its list of open paths.
// It then builds the other side of the branch from the condition that is gone.
// trace-allows: crash because the moved-from term is NULL
#include <iostream>
#include <utility>
#include <vector>
#include <z3++.h>

struct Path {
  z3::expr Condition;
  unsigned Line;
};

class Explorer {
  z3::solver S;
  std::vector<Path> Open;

public:
  explicit Explorer(z3::context &C) : S(C, z3::solver::simple()) {}
  void branch(const Path &From, z3::expr Test, unsigned Then, unsigned Else) {
    z3::expr Taken = From.Condition && Test;
    Open.push_back({std::move(Taken), Then});
    z3::expr Other = From.Condition && !Taken; // report: z3-use-after-release
    Open.push_back({std::move(Other), Else});
  }
  unsigned feasible() {
    unsigned N = 0;
    for (const Path &P : Open) {
      S.push();
      S.add(P.Condition);
      N += S.check() == z3::sat;
      S.pop();
    }
    return N;
  }
};

int main() {
  z3::context C;
  z3::expr X = C.int_const("x");
  Explorer E(C);
  E.branch({X > 0, 1}, X > 10, 2, 3);
  std::cout << E.feasible() << "\n";
  return 0;
}
