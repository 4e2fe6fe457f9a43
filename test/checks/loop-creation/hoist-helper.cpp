// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-loop-creation
// A function of the file fills the solver that is made anew.
#include <cstdio>
#include <vector>
#include <z3++.h>

static void background(z3::solver &s, const z3::expr &x) {
  s.add(x > 0);
  s.add(x < 100);
}

static void limit(z3::solver &s) { s.set("timeout", 5000u); }

static int helperBad(z3::context &c, const z3::expr &x, const std::vector<int> &bounds) {
  int possible = 0;
  // fix: z3::solver s(c);
  for (int bound : bounds) {
    // fix: s.push();
    z3::solver s(c); // warn: is made anew in each iteration
    // fix: limit(s);
    limit(s);
    background(s, x);
    s.add(x > bound);
    possible += s.check() == z3::sat;
    // fix: s.pop();
  }
  return possible;
}

int main() {
  z3::context c;
  // prints: 2
  std::printf("%d\n", helperBad(c, c.int_const("x"), {10, 50, 99, 500}));
}
