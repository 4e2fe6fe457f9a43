// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Measures a formula from several points of view, with a new solver for each.
// There are three views, always: nothing to gain.
#include <cstdlib>
#include <iostream>
#include <z3++.h>

static z3::expr bounded(const z3::expr &x, int view) {
  return view % 2 ? x > view && x < 50 : x < view && x > -50;
}

static unsigned satisfiable_views(z3::context &c, const z3::expr &x) {
  unsigned sat = 0;
  for (int view = 0; view < 3; ++view) {
    z3::solver s(c, z3::solver::simple());
    s.add(bounded(x, view));
    s.add(x % 2 == 0);
    if (s.check() == z3::sat)
      ++sat;
  }
  return sat;
}

int main(int argc, char **argv) {
  z3::context c;
  z3::expr x = c.int_const("x");
  (void)argc;
  (void)argv;
  std::cout << satisfiable_views(c, x) << " views satisfiable\n";
  return 0;
}
