// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A translation validator encodes a function before and after a pass, each in
// a context of its own, and asks whether the results can differ.
// The source's result is translated to the target's context.
// z3++ only asserts that the contexts are the same.
// build: -DNDEBUG
#include <iostream>
#include <string>
#include <vector>
#include <z3++.h>

struct Instr {
  char Op;
  unsigned Operand;
};

class Encoding {
  z3::context &Ctx;
  std::vector<z3::expr> Results;

public:
  Encoding(z3::context &C, const std::vector<Instr> &Body) : Ctx(C) {
    Results.push_back(Ctx.bv_const("arg", 32));
    for (const Instr &I : Body)
      step(I);
  }
  const z3::expr &result() const { return Results.back(); }

private:
  void step(const Instr &I) {
    z3::expr Last = Results.back();
    z3::expr Operand = Ctx.bv_val(I.Operand, 32);
    switch (I.Op) {
    case '+':
      Results.push_back(Last + Operand);
      break;
    case '*':
      Results.push_back(Last * Operand);
      break;
    default:
      Results.push_back(z3::shl(Last, Operand));
      break;
    }
  }
};

int main() {
  z3::context Src, Tgt;
  Encoding Before(Src, {{'*', 8}, {'+', 1}});
  Encoding After(Tgt, {{'<', 3}, {'+', 1}});
  z3::solver S(Tgt, z3::solver::simple());
  z3::expr Old(Tgt, Z3_translate(Src, Before.result(), Tgt));
  try {
    S.add(Old != After.result());
  } catch (const z3::exception &E) {
    std::cout << E.msg() << "\n";
  }
  std::cout << (S.check() == z3::unsat ? "valid" : "different") << "\n";
  return 0;
}
