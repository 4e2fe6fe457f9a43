// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A verifier walks an expression tree with a CRTP visitor, and asks at each
// division whether the divisor can be zero.
// Each division makes a solver of its own.
#include <iostream>
#include <memory>
#include <vector>
#include <z3++.h>

struct Node {
  char Op; // '/', '+' or 'v'
  int Value;
  std::vector<std::unique_ptr<Node>> Kids;
};

template <class Derived> class Visitor {
public:
  void visit(const Node &N) {
    for (const auto &Kid : N.Kids)
      visit(*Kid);
    if (N.Op == '/')
      static_cast<Derived *>(this)->visitDivision(N); // report: z3-loop-creation churn
  }
};

class DivisionChecker : public Visitor<DivisionChecker> {
  z3::context &Ctx;
  z3::expr Input;
  unsigned Unsafe = 0;

  z3::expr encode(const Node &N) {
    switch (N.Op) {
    case '+':
      return encode(*N.Kids[0]) + encode(*N.Kids[1]);
    case '/':
      return encode(*N.Kids[0]) / encode(*N.Kids[1]);
    default:
      return Input - N.Value;
    }
  }

public:
  explicit DivisionChecker(z3::context &C) : Ctx(C), Input(C.int_const("in")) {}
  void visitDivision(const Node &N) {
    z3::expr Divisor = encode(*N.Kids[1]);
    z3::solver S(Ctx, z3::solver::simple()); // trace: churn
    S.add(Input > 0);
    S.add(Divisor == Ctx.int_val(0));
    Unsafe += S.check() == z3::sat;
  }
  unsigned unsafe() const { return Unsafe; }
};

static std::unique_ptr<Node> leaf(int Value) { return std::unique_ptr<Node>(new Node{'v', Value, {}}); }

static std::unique_ptr<Node> node(char Op, std::unique_ptr<Node> L, std::unique_ptr<Node> R) {
  auto N = std::unique_ptr<Node>(new Node{Op, 0, {}});
  N->Kids.push_back(std::move(L));
  N->Kids.push_back(std::move(R));
  return N;
}

int main() {
  auto Root = leaf(0);
  for (int I = 1; I <= 10; ++I)
    Root = node('+', std::move(Root), node('/', leaf(1), leaf(I - 5)));
  z3::context C;
  DivisionChecker Checker(C);
  Checker.visit(*Root);
  std::cout << Checker.unsafe() << " unsafe divisions\n";
  return 0;
}
