// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A calendar: how many of the wanted meetings overlap with the blocked hours?
// A function object keeps one solver, and a scope for every meeting.
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
      : s(c, z3::solver::simple()), hour(c.int_const("hour")) {
    s.add(blocked);
  }

  bool operator()(const Meeting &m) {
    s.push();
    s.add(hour >= m.from && hour < m.to);
    bool any = s.check() == z3::sat;
    s.pop();
    return any;
  }

private:
  z3::solver s;
  z3::expr hour;
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
