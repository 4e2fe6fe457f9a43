// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An object that has a solver, and leaves it as it was, is made before the loop.
// prints: 12 9 8
// prints: made
// prints: made
#include <cstdio>
#include <memory>
#include <vector>
#include <z3++.h>

class Probe {
  z3::solver s;
  z3::expr x;

public:
  explicit Probe(z3::context &c)
      : s(c, z3::solver::simple()), x(c.int_const("x")) {
    s.add(x > 7);
  }
  bool possible(int high) {
    s.push();
    s.add(x < high);
    bool found = s.check() == z3::sat;
    s.pop();
    return found;
  }
};

int countBad(z3::context &c, int n) {
  int found = 0;
  // fix: Probe probe(c);
  // fix: for (int i = 1; i <= n; ++i) {
  // fix: if (probe.possible(i))
  for (int i = 1; i <= n; ++i) {
    Probe probe(c); // warn: a Z3 solver is made anew in each iteration; it can be reused
    if (probe.possible(i))
      ++found;
  }
  return found;
}

// What it adds stays, and the next iteration would see it.
class Heap {
  z3::solver s;
  z3::expr x;

public:
  explicit Heap(z3::context &c)
      : s(c, z3::solver::simple()), x(c.int_const("x")) {}
  bool possible(int value) {
    s.add(x == value);
    return s.check() == z3::sat;
  }
};

int countHeapBad(z3::context &c) {
  int found = 0;
  for (int i = 0; i < 9; ++i) {
    Heap heap(c); // warn-nofix: a Z3 solver is made anew in each iteration; it can be reused
    if (heap.possible(i))
      ++found;
  }
  return found;
}

// A way out leaves the scope open.
class Hasty {
  z3::solver s;
  z3::expr x;

public:
  explicit Hasty(z3::context &c)
      : s(c, z3::solver::simple()), x(c.int_const("x")) {}
  bool possible(int value) {
    s.push();
    s.add(x == value && x != 3);
    if (s.check() != z3::sat)
      return false;
    s.pop();
    return true;
  }
};

int countHastyBad(z3::context &c) {
  int found = 0;
  for (int i = 0; i < 9; ++i) {
    Hasty hasty(c); // warn-nofix: a Z3 solver is made anew in each iteration; it can be reused
    if (hasty.possible(i))
      ++found;
  }
  return found;
}

// Each is announced.
class Loud {
  z3::solver s;
  z3::expr x;

public:
  explicit Loud(z3::context &c)
      : s(c, z3::solver::simple()), x(c.int_const("x")) {
    std::puts("made");
  }
  bool possible(int high) {
    s.push();
    s.add(x < high);
    bool found = s.check() == z3::sat;
    s.pop();
    return found;
  }
};

int countLoudBad(z3::context &c, int n) {
  int found = 0;
  for (int i = 0; i < n; ++i) {
    Loud loud(c); // warn-nofix: a Z3 solver is made anew in each iteration; it can be reused
    if (loud.possible(i))
      ++found;
  }
  return found;
}

int main() {
  z3::context c;
  int probes = countBad(c, 20);
  int heaps = countHeapBad(c);
  std::printf("%d %d %d\n", probes, heaps, countHastyBad(c));
  return countLoudBad(c, 2) != 2;
}
