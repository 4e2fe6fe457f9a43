// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-loop-creation
// A closure that is run for each element makes a solver: it is made in the
// function around.

#include <algorithm>
#include <cstdio>
#include <functional>
#include <vector>
#include <z3++.h>

static int countBad(z3::context &c, const std::vector<int> &rows) {
  z3::expr x = c.int_const("x");
  int found = 0;
  // fix: z3::solver s(c, z3::solver::simple());
  std::for_each(rows.begin(), rows.end(), [&](int row) {
    // fix: s.push();
    z3::solver s(c, z3::solver::simple()); // warn: 's' (a Z3 solver) is made anew in each iteration
    s.add(x > row && x < 3);
    if (s.check() == z3::sat)
      ++found;
    // fix: s.pop();
  });
  return found;
}

static long namedBad(z3::context &c, const std::vector<int> &rows) {
  z3::expr x = c.int_const("x");
  // fix: z3::solver s(c, z3::solver::simple());
  auto holds = [&](int row) {
    // fix: s.push();
    z3::solver s(c, z3::solver::simple()); // warn: 's' (a Z3 solver) is made anew in each iteration
    s.add(x > row && x < 1);
    return s.check() == z3::sat;
    // fix: bool result = s.check() == z3::sat;
    // fix: s.pop();
    // fix: return result;
  };
  return std::count_if(rows.begin(), rows.end(), holds);
}

static int onceOk(z3::context &c, const std::vector<int> &rows) {
  z3::expr x = c.int_const("x");
  z3::solver s(c, z3::solver::simple());
  int found = 0;
  std::for_each(rows.begin(), rows.end(), [&](int row) {
    s.push();
    s.add(x > row && x < 3);
    if (s.check() == z3::sat)
      ++found;
    s.pop();
  });
  return found;
}

// The closure is kept, and may be run when the function is left.
static std::function<bool(int)> kept;
static int keptBad(z3::context &c, const std::vector<int> &rows) {
  z3::expr x = c.int_const("x");
  int found = 0;
  auto holds = [&](int row) {
    z3::solver s(c, z3::solver::simple()); // warn-nofix: 's' (a Z3 solver) is made anew in each iteration
    s.add(x > row && x < 3);
    return s.check() == z3::sat;
  };
  kept = holds;
  found = std::count_if(rows.begin(), rows.end(), holds);
  return found;
}

int main() {
  z3::context c;
  const std::vector<int> rows = {5, 4, 3, 2, 1};
  std::printf("%d %ld %d %d\n", countBad(c, rows), namedBad(c, rows),
              onceOk(c, rows), keptBad(c, rows));
  return 0;
}
// prints: 1 0 1 1
