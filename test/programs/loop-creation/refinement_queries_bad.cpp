// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A type checker with refinement types walks over an expression tree, and asks
// at each let whether the inferred range fits into the declared one.
// Each node gets a solver of its own.
#include <cstdio>
#include <memory>
#include <vector>
#include <z3++.h>

struct Node {
  int Low, High;
  std::vector<std::unique_ptr<Node>> Children;
  Node(int L, int H) : Low(L), High(H) {}
};

class Checker {
  z3::context Ctx;
  z3::expr Value;
  unsigned Errors = 0;

  bool fits(const Node &Inner, const Node &Outer) {
    z3::solver Query(Ctx); // trace: churn
    Query.add(Value >= Inner.Low && Value <= Inner.High);
    Query.add(Value < Outer.Low || Value > Outer.High);
    return Query.check() == z3::unsat;
  }

public:
  Checker() : Value(Ctx.int_const("v")) {}

  void visit(const Node &N) {
    for (const std::unique_ptr<Node> &Child : N.Children) {
      if (!fits(*Child, N)) // report: z3-loop-creation churn
        ++Errors;
      visit(*Child);
    }
  }
  unsigned errors() const { return Errors; }
};

int main() {
  Node Root(0, 100);
  for (int I = 0; I < 16; ++I) {
    Root.Children.push_back(std::make_unique<Node>(I * 10, I * 40));
    Root.Children.back()->Children.push_back(std::make_unique<Node>(I, I + 5));
  }
  Checker C;
  C.visit(Root);
  std::printf("%u errors\n", C.errors());
  return 0;
}
