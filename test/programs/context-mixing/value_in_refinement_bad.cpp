// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A synthesizer has one context for candidates and one for counterexamples.
// trace-allows: crash because z3++ asserts that the contexts are the same
// The counterexample's value is put into the candidate's constraint as it is.
#include <cstdio>
#include <z3++.h>

namespace {

class Verifier {
  z3::context ctx_;
  z3::solver solver_{ctx_, z3::solver::simple()};
  z3::expr x_{ctx_.int_const("x")};

public:
  bool refute(int slope) {
    solver_.push();
    solver_.add(x_ * slope != x_ + x_ && x_ > 0);
    bool refuted = solver_.check() == z3::sat;
    solver_.pop();
    return refuted;
  }
  z3::expr witness() {
    z3::solver fresh(ctx_, z3::solver::simple());
    fresh.add(x_ > 3);
    if (fresh.check() != z3::sat)
      return ctx_.int_val(0);
    return fresh.get_model().eval(x_, true);
  }
};

class Synthesizer {
  Verifier verifier_;
  z3::context ctx_;
  z3::solver solver_{ctx_, z3::solver::simple()};
  z3::expr slope_{ctx_.int_const("slope")};

public:
  void refine() {
    z3::expr at = verifier_.witness();
    solver_.add(slope_ * at == at + at); // report: z3-context-mixing
  }
  int slope() {
    if (solver_.check() != z3::sat)
      return -1;
    return solver_.get_model().eval(slope_, true).get_numeral_int();
  }
  bool accepted() { return !verifier_.refute(slope()); }
};

} // namespace

int main() {
  Synthesizer synthesizer;
  synthesizer.refine();
  std::printf("%d\n", synthesizer.accepted());
  return 0;
}
