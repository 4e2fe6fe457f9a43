// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A static analyzer proves each loop bound in its own context, and returns a
// report of it.
// The report has the bound as text.
#include <cstdio>
#include <optional>
#include <string>
#include <z3++.h>

struct Report {
  std::string Loop;
  std::optional<std::string> Bound;
};

static Report analyze(const std::string &Loop, int Limit) {
  Report R;
  R.Loop = Loop;
  z3::context Ctx;
  z3::expr I = Ctx.int_const("i");
  z3::solver S(Ctx, z3::solver::simple());
  S.add(I > 0 && I * 2 < Limit);
  if (S.check() == z3::sat)
    R.Bound = (I * 2 < Limit).to_string();
  return R;
}

int main() {
  unsigned Bounded = 0;
  for (int Limit : {1, 8, 40}) {
    Report R = analyze("loop" + std::to_string(Limit), Limit);
    Bounded += R.Bound.has_value();
    std::printf("%s %d\n", R.Loop.c_str(), R.Bound.has_value());
    std::fflush(stdout);
  }
  return Bounded == 2 ? 0 : 1;
}
