// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A test selector: finds the first test whose precondition holds in a state and
// proves that it terminates.
// It stops at the match: the loop makes one solver at most.
#include <iostream>
#include <string>
#include <vector>
#include <z3++.h>

struct Test {
  std::string name;
  int needs_at_least;
  int steps;
};

static std::string select(z3::context &c, const std::vector<Test> &tests,
                          int state) {
  std::string selected = "none";
  for (const Test &test : tests) {
    if (test.needs_at_least > state)
      continue;
    z3::solver s(c, z3::solver::simple());
    z3::expr fuel = c.int_const("fuel");
    s.add(fuel >= state);
    s.add(fuel - test.steps >= 0);
    if (s.check() == z3::sat)
      selected = test.name;
    break;
  }
  return selected;
}

int main() {
  z3::context c;
  std::vector<Test> tests;
  for (int i = 0; i < 40; ++i)
    tests.push_back({"test" + std::to_string(i), 40 - i, i});
  std::cout << "selected " << select(c, tests, 35) << '\n';
  return 0;
}
