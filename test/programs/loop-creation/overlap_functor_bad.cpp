// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A calendar: how many of the wanted meetings overlap with the blocked hours?
// A function object makes a solver for every meeting that it is asked about.
#include <algorithm>
#include <iostream>
#include <vector>
#include <z3++.h>

struct Meeting {
  int from, to;
};

class Overlaps {
public:
  Overlaps(z3::context &c, z3::expr blocked)
      : c(c), hour(c.int_const("hour")), blocked(blocked) {}

  bool operator()(const Meeting &m) {
    z3::solver s(c, z3::solver::simple()); // report: z3-loop-creation churn; trace: churn
    s.add(blocked);
    s.add(hour >= m.from && hour < m.to);
    return s.check() == z3::sat;
  }

private:
  z3::context &c;
  z3::expr hour, blocked;
};

int main() {
  z3::context c;
  z3::expr hour = c.int_const("hour");
  z3::expr blocked = (hour >= 12 && hour < 13) || (hour >= 17 && hour < 24);
  std::vector<Meeting> wanted;
  for (int i = 0; i < 36; ++i)
    wanted.push_back({8 + i % 12, 9 + i % 12 + i % 3});
  auto overlapping =
      std::count_if(wanted.begin(), wanted.end(), Overlaps(c, blocked));
  std::cout << overlapping << " meetings overlap\n";
  return 0;
}
