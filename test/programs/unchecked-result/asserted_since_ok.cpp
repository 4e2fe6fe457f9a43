// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A program synthesizer refines its candidate with each counterexample.
// The model is fetched before the counterexample is added.
#include <iostream>
#include <vector>
#include <z3++.h>

struct Example {
  int In, Out;
};

class Synthesizer {
  z3::context &Ctx;
  z3::solver S;
  z3::expr Scale, Shift;

public:
  explicit Synthesizer(z3::context &C)
      : Ctx(C), S(C, z3::solver::simple()), Scale(C.int_const("scale")), Shift(C.int_const("shift")) {}

  void learn(const Example &E) { S.add(Scale * Ctx.int_val(E.In) + Shift == E.Out); }

  bool refine(const Example &E, std::vector<z3::expr> &Candidate) {
    if (S.check() != z3::sat)
      return false;
    z3::model M = S.get_model();
    learn(E);
    Candidate.clear();
    Candidate.push_back(M.eval(Scale, true));
    Candidate.push_back(M.eval(Shift, true));
    return true;
  }
};

int main() {
  z3::context C;
  Synthesizer Syn(C);
  std::vector<z3::expr> Candidate;
  Syn.learn({0, 7});
  for (const Example &E : {Example{1, 10}, Example{2, 13}, Example{3, 16}})
    if (!Syn.refine(E, Candidate))
      break;
  for (const z3::expr &E : Candidate)
    std::cout << E << "\n";
  return 0;
}
