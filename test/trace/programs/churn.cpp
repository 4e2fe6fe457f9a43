// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The line of the user, not one of z3++.h, also where all is inlined.
// BUILD: -O2
#include <iostream>
#include <memory>
#include <z3++.h>

static int count_sat(z3::context &c, const z3::expr &x) {
  int sat = 0;
  for (int i = 0; i < 10; ++i) {
    z3::solver s(c); // EVENT: churn solver count=10
    s.add(x > i);
    sat += s.check() == z3::sat;
  }
  return sat;
}

static int count_with_pointer(z3::context &c, const z3::expr &x) {
  int sat = 0;
  for (int i = 0; i < 10; ++i) {
    auto s = std::make_unique<z3::solver>(c, "QF_LIA"); // EVENT: churn solver count=10
    s->add(x > i);
    sat += s->check() == z3::sat;
  }
  return sat;
}

int main() {
  z3::context c;
  z3::expr x = c.int_const("x");
  std::cout << count_sat(c, x) << ' ' << count_with_pointer(c, x) << '\n';
}
