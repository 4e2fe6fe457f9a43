// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A refinement checker: asks for each pair of bounds whether a witness lies
// between them.
// Its checker names every witness alike.
#include <iostream>
#include <string>
#include <utility>
#include <vector>
#include <z3++.h>

class Checker {
public:
  Checker() : s(c, z3::solver::simple()) {}

  bool between(int low, int high) {
    z3::expr w = witness();
    s.push();
    s.add(w > low && w < high);
    bool possible = s.check() == z3::sat;
    s.pop();
    return possible;
  }

private:
  z3::expr witness() {
    return c.int_const("witness");
  }

  z3::context c;
  z3::solver s;
};

int main() {
  std::vector<std::pair<int, int>> bounds;
  for (int i = 0; i < 60; ++i)
    bounds.push_back({i, i + 1 + i % 3});
  Checker checker;
  int refined = 0;
  for (const auto &bound : bounds)
    if (checker.between(bound.first, bound.second))
      ++refined;
  std::cout << refined << " pairs have a witness\n";
  return 0;
}
