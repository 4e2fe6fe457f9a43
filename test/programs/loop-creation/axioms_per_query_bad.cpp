// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A deductive verifier: discharges the proof obligations of a function, all
// under the same background axioms and the same options.
// Each obligation gets a new solver and asserts the axioms to it again.
#include <iostream>
#include <vector>
#include <z3++.h>

class Verifier {
public:
  Verifier() : array(c.int_const("base")), length(c.int_const("length")) {}

  std::vector<z3::expr> obligations() {
    std::vector<z3::expr> all;
    for (int offset = -5; offset < 20; ++offset)
      all.push_back(array + offset < array + length);
    return all;
  }

  unsigned discharge(const std::vector<z3::expr> &goals) {
    unsigned proved = 0;
    for (const z3::expr &goal : goals) {
      z3::solver s(c, "QF_LIA"); // report: z3-loop-creation churn; trace: churn
      set_up(s);
      s.add(!goal);
      if (s.check() == z3::unsat)
        ++proved;
    }
    return proved;
  }

private:
  void set_up(z3::solver &s) {
    z3::params p(c);
    p.set("timeout", 5000u);
    s.set(p);
    s.add(array >= 0);
    s.add(length >= 10);
    s.add(array + length <= 1 << 20);
  }

  z3::context c;
  z3::expr array, length;
};

int main() {
  Verifier verifier;
  std::vector<z3::expr> goals = verifier.obligations();
  std::cout << verifier.discharge(goals) << " of " << goals.size()
            << " obligations proved\n";
  return 0;
}
