// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Objects of z3++ made anew in each iteration.
// prints: 0 sat
// prints: 1 sat
// prints: 2 unsat
// prints: found 1
#include <iostream>
#include <vector>
#include <z3++.h>

static void solverBad(z3::context &c, const z3::expr &x, int n) {
  for (int i = 0; i < n; i++) {
    z3::solver s(c); // warn: 's' (a Z3 solver) is made anew in each iteration; it can be reused
    s.add(x > i);
    s.add(x < n);
    std::cout << i << " " << s.check() << "\n";
  }
}

static int countBad(z3::context &c, const std::vector<z3::expr> &goals) {
  int unsat = 0;
  for (const z3::expr &goal : goals) {
    z3::solver s(c, "QF_LIA"); // warn: 's' (a Z3 solver) is made anew in each iteration; it can be reused
    s.add(goal);
    if (goal.is_true())
      continue;
    if (goal.is_false())
      return -1;
    unsat += s.check() == z3::unsat;
  }
  return unsat;
}
// fix: z3::solver s(c, "QF_LIA");
// fix: for (const z3::expr &goal : goals) {
// fix: s.push();
// fix: s.add(goal);
// fix: if (goal.is_true()) {
// fix: s.pop();
// fix: continue;
// fix: return -1;
// fix: unsat += s.check() == z3::unsat;
// fix: s.pop();

// Handed over: somebody may keep it.
static std::vector<z3::solver> keptOk(z3::context &c, unsigned n) {
  std::vector<z3::solver> all;
  for (unsigned i = 0; i < n; i++) {
    z3::solver s(c);
    s.add(c.int_const("x") > int(i));
    all.push_back(s);
  }
  return all;
}

int main() {
  z3::context c;
  z3::expr x = c.int_const("x");
  solverBad(c, x, 3);
  std::vector<z3::expr> goals = {x > x, x > 3};
  std::cout << "found " << countBad(c, goals) << "\n";
  return keptOk(c, 1).size() == 1 ? 0 : 1;
}
