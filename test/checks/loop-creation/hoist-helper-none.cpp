// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-loop-creation
// What a function of the file does to the solver goes beyond a scope.
#include <vector>
#include <z3++.h>

static void limit(z3::solver &s, unsigned milliseconds) {
  if (milliseconds)
    s.set("timeout", milliseconds);
}

static void forget(z3::solver &s) { s.reset(); }

int settingBad(z3::context &c, const z3::expr &x, const std::vector<int> &bounds) {
  int possible = 0;
  for (int bound : bounds) {
    z3::solver s(c); // warn-nofix: is made anew in each iteration
    limit(s, 5000);
    s.add(x > bound);
    possible += s.check() == z3::sat;
  }
  return possible;
}

int resetBad(z3::context &c, const z3::expr &x, const std::vector<int> &bounds) {
  int possible = 0;
  for (int bound : bounds) {
    z3::solver s(c); // warn-nofix: is made anew in each iteration
    forget(s);
    s.add(x > bound);
    possible += s.check() == z3::sat;
  }
  return possible;
}
