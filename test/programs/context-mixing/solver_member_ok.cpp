// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A checker keeps a solver and hears of conditions by reference.
// Each checker gets conditions of its own context.
// build: -DNDEBUG
#include <cstdio>
#include <z3++.h>

namespace {

class Checker {
  z3::context &Ctx;
  z3::solver Rules;

public:
  explicit Checker(z3::context &C)
      : Ctx(C), Rules(C, z3::solver::simple()) {}
  z3::expr speed() { return Ctx.int_const("speed"); }
  void require(const z3::expr &Condition) {
    Rules.add(Condition);
  }
  bool possible() { return Rules.check() == z3::sat; }
};

} // namespace

int main() {
  z3::context Road, Rail;
  try {
    Checker Cars(Road), Trains(Rail);
    z3::expr Slow = Cars.speed() < 50;
    z3::expr Fast = Trains.speed() > 200;
    Cars.require(Slow);
    Trains.require(Fast);
    std::printf("cars %d, trains %d\n", Cars.possible(), Trains.possible());
  } catch (const z3::exception &Error) {
    std::printf("error: %s\n", Error.msg());
  }
  return 0;
}
