// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Measures a formula from several points of view, with a new solver for each.
// The number of views comes from the user, so it may be large.
#include <cstdlib>
#include <iostream>
#include <z3++.h>

static z3::expr bounded(const z3::expr &x, int view) {
  return view % 2 ? x > view && x < 50 : x < view && x > -50;
}

static unsigned satisfiable_views(z3::context &c, const z3::expr &x,
                                  int num_views) {
  unsigned sat = 0;
  for (int view = 0; view < num_views; ++view) {
    z3::solver s(c, z3::solver::simple()); // report: z3-loop-creation churn; trace: churn
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
  int num_views = argc > 1 ? std::atoi(argv[1]) : 40;
  std::cout << satisfiable_views(c, x, num_views) << " views satisfiable\n";
  return 0;
}
