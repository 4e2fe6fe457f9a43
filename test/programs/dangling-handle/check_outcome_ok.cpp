// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A verifier gives the outcome of a check to its front end.
// The outcome owns the model.
#include <iostream>
#include <optional>
#include <string>
#include <z3++.h>

namespace {

enum class Verdict { Safe, Unsafe, Unknown };

struct Outcome {
  Verdict verdict = Verdict::Unknown;
  std::optional<z3::model> counterexample;
};

class Verifier {
public:
  explicit Verifier(z3::context &c) : solver_(c), index_(c.int_const("index")) {}

  z3::expr index() const { return index_; }
  void assume(const z3::expr &fact) { solver_.add(fact); }

  Outcome check(const z3::expr &property) {
    Outcome result;
    solver_.push();
    solver_.add(!property);
    switch (solver_.check()) {
    case z3::unsat:
      result.verdict = Verdict::Safe;
      break;
    case z3::sat:
      result.verdict = Verdict::Unsafe;
      result.counterexample = solver_.get_model();
      break;
    case z3::unknown:
      break;
    }
    solver_.pop();
    return result;
  }

private:
  z3::solver solver_;
  z3::expr index_;
};

void report(z3::context &c, const char *name, const Outcome &o) {
  std::cout << name << ": "
            << (o.verdict == Verdict::Safe     ? "safe"
                : o.verdict == Verdict::Unsafe ? "unsafe"
                                               : "unknown")
            << '\n';
  if (o.counterexample)
    std::cout << Z3_model_to_string(c, *o.counterexample) << '\n';
}

} // namespace

int main() {
  z3::context c;
  Verifier v(c);
  v.assume(v.index() >= 0);
  v.assume(v.index() < 10);
  Outcome bounds = v.check(v.index() < 9);
  Outcome sign = v.check(v.index() > -1);
  report(c, "upper bound", bounds);
  report(c, "sign", sign);
  return 0;
}
