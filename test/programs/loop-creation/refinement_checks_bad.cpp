// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A type checker for refinement types turns each subtyping into an entailment.
// Each entailment is decided in a context of its own.
#include <iostream>
#include <string>
#include <vector>
#include <z3++.h>

namespace {

struct Range {
  int Low, High;
};

struct Subtyping {
  std::string Where;
  Range Sub, Super;
};

struct Diagnostic {
  std::string Where, Text;
};

class RefinementChecker {
  std::vector<Diagnostic> Diagnostics;

  static z3::expr within(const z3::expr &V, const Range &R) {
    return V >= R.Low && V <= R.High;
  }

public:
  bool entails(const Range &Sub, const Range &Super) {
    z3::context C; // trace: churn
    z3::solver S(C, "QF_LIA"); // trace: churn
    z3::expr V = C.int_const("v");
    S.add(within(V, Sub));
    S.add(!within(V, Super));
    return S.check() == z3::unsat;
  }

  void checkAll(const std::vector<Subtyping> &Obligations) {
    for (const Subtyping &O : Obligations)
      if (!entails(O.Sub, O.Super)) // report: z3-loop-creation churn
        Diagnostics.push_back({O.Where, "not a subtype"});
  }

  const std::vector<Diagnostic> &diagnostics() const { return Diagnostics; }
};

} // namespace

int main() {
  std::vector<Subtyping> Obligations;
  for (int Line = 1; Line <= 10; ++Line)
    Obligations.push_back({"line " + std::to_string(Line),
                           {Line, 2 * Line},
                           {0, 15}});
  RefinementChecker Checker;
  Checker.checkAll(Obligations);
  for (const Diagnostic &D : Checker.diagnostics())
    std::cout << D.Where << ": " << D.Text << '\n';
  return 0;
}
