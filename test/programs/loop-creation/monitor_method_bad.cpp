// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A robot's safety monitor checks each planned waypoint against its map.
// Each check asserts the waypoint to the monitor's solver, and it stays there.
#include <iostream>
#include <vector>
#include <z3++.h>

struct Waypoint {
  int x, y;
};

class SafetyMonitor {
public:
  SafetyMonitor()
      : s(c, z3::solver::simple()), x(c.int_const("x")), y(c.int_const("y")) {}

  void add_wall(int left, int top, int right, int bottom) {
    s.add(x < left || x > right || y < top || y > bottom);
  }

  bool is_safe(const Waypoint &at) {
    z3::expr here = x == at.x && y == at.y;
    s.add(here); // trace: growth
    return s.check() == z3::sat;
  }

private:
  z3::context c;
  z3::solver s;
  z3::expr x, y;
};

static int follow(SafetyMonitor &monitor, const std::vector<Waypoint> &plan) {
  int safe = 0;
  for (std::size_t i = 0; i != plan.size(); ++i)
    if (monitor.is_safe(plan[i])) // report: z3-loop-creation growth
      ++safe;
  return safe;
}

int main() {
  SafetyMonitor monitor;
  monitor.add_wall(10, 0, 12, 5);
  monitor.add_wall(30, 4, 31, 9);
  std::vector<Waypoint> plan;
  for (int step = 0; step < 60; ++step)
    plan.push_back({step, step % 8});
  std::cout << follow(monitor, plan) << " safe waypoints\n";
  return 0;
}
