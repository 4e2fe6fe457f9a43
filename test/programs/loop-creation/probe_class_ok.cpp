// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A cache simulator judges access patterns with a small class around a solver.
// All patterns share one object of that class.
#include <iostream>
#include <vector>
#include <z3++.h>

class AliasProbe {
public:
  AliasProbe(z3::context &c, int sets)
      : s(c, z3::solver::simple()), line(c.int_const("line")), sets(sets) {}

  bool alias(int stride, int offset) {
    s.push();
    s.add(line >= 0 && line < sets);
    s.add(line * stride + offset == sets);
    bool possible = s.check() == z3::sat;
    s.pop();
    return possible;
  }

private:
  z3::solver s;
  z3::expr line;
  int sets;
};

static int aliasing(z3::context &c, const std::vector<int> &strides) {
  int found = 0;
  AliasProbe probe(c, 64);
  for (int stride : strides) {
    if (probe.alias(stride, 4))
      ++found;
  }
  return found;
}

int main() {
  std::vector<int> strides;
  for (int i = 1; i <= 30; ++i)
    strides.push_back(i);
  z3::context c;
  std::cout << aliasing(c, strides) << " strides alias\n";
  return 0;
}
