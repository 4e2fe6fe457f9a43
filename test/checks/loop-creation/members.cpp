// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A solver that a method makes for each call becomes a member, if it is made of
// the object's own context and the method is not run again meanwhile.
// prints: 3 2 1 4
#include <cstdio>
#include <vector>
#include <z3++.h>

class Ranges {
  z3::context &ctx;
  // fix: z3::expr x;
  // fix: z3::solver s{ctx, z3::solver::simple()};
  z3::expr x;

public:
  explicit Ranges(z3::context &c) : ctx(c), x(c.int_const("x")) {}
  bool possible(int low, int high) {
    if (low > high)
      return false;
    // fix: s.push();
    z3::solver s(ctx, z3::solver::simple());
    s.add(x > low);
    s.add(x < high);
    // fix: bool result = s.check() == z3::sat;
    // fix: s.pop();
    // fix: return result;
    return s.check() == z3::sat;
  }
};

int countRangesBad(Ranges &ranges, int n) {
  int found = 0;
  for (int i = 0; i < n; ++i)
    if (ranges.possible(0, i)) // warn: a Z3 solver is made anew in each iteration; it can be reused
      ++found;
  return found;
}

// What it is made of comes with each call.
class Given {
  z3::expr x;

public:
  explicit Given(z3::context &c) : x(c.int_const("x")) {}
  bool possible(z3::context &c, int high) {
    z3::solver s(c, z3::solver::simple());
    s.add(x > 0 && x < high);
    return s.check() == z3::sat;
  }
};

int countGivenBad(z3::context &c, Given &given) {
  int found = 0;
  for (int i = 0; i < 20; ++i)
    if (given.possible(c, i % 2 + i / 19 + 1)) // warn-nofix: a Z3 solver is made anew in each iteration; it can be reused
      ++found;
  return found > 2 ? 2 : found;
}

// The method is run again while the solver of the call around is at work.
class Nested {
  z3::context &ctx;
  z3::expr x;

public:
  explicit Nested(z3::context &c) : ctx(c), x(c.int_const("x")) {}
  bool possible(int depth) {
    z3::solver s(ctx, z3::solver::simple()); // warn-nofix: 's' (a Z3 solver) is made anew in each iteration; it can be reused
    s.add(x < depth);
    bool inner = depth == 0 || possible(depth - 1);
    s.add(x > depth - 2);
    return s.check() == z3::sat && inner;
  }
};

int countNestedBad(Nested &nested) {
  int found = 0;
  for (int i = 0; i < 20; ++i)
    if (nested.possible(1)) // warn-nofix: a Z3 solver is made anew in each iteration; it can be reused
      found = 1;
  return found;
}

// An object of the class may outlive its context, as long as it does nothing.
class Loose {
  z3::context &ctx;

public:
  explicit Loose(z3::context &c) : ctx(c) {}
  bool possible(int low) {
    z3::solver s(ctx, z3::solver::simple());
    s.add(ctx.int_const("x") > low);
    return s.check() == z3::sat;
  }
};

int countLooseBad(Loose &loose) {
  int found = 0;
  for (int i = 0; i < 20; ++i)
    if (loose.possible(i)) // warn-nofix: a Z3 solver is made anew in each iteration; it can be reused
      ++found;
  return found / 5;
}

int main() {
  z3::context c;
  Ranges ranges(c);
  Given given(c);
  Nested nested(c);
  Loose loose(c);
  int inRanges = countRangesBad(ranges, 20);
  std::printf("%d %d", inRanges - 15, countGivenBad(c, given));
  std::printf(" %d %d\n", countNestedBad(nested), countLooseBad(loose));
  return 0;
}
