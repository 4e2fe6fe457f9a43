// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Checks requests against an access policy. C++ with z3++.
//
// The defect: nothing leaks, but every request pays for a solver of its own,
// although the policy is the same for all. With one solver, push() and pop()
// each answer costs a small part of that.

#include <cstdio>
#include <string>
#include <vector>
#include <z3++.h>

namespace {

struct Request {
  std::string User;
  int Level;
  int Hour;
};

struct Policy {
  explicit Policy(z3::context &Ctx)
      : Level(Ctx.int_const("level")), Hour(Ctx.int_const("hour")),
        Rules(Level >= 0 && Hour >= 0 && Hour < 24 &&
              (Level >= 3 || (Hour >= 8 && Hour < 18)) &&
              (Level >= 1 || Hour != 12)) {}

  z3::expr Level;
  z3::expr Hour;
  z3::expr Rules;
};

unsigned countAllowed(z3::context &Ctx, const Policy &P,
                      const std::vector<Request> &Requests) {
  unsigned Allowed = 0;
  for (const Request &R : Requests) {
    z3::solver Solver(Ctx);
    Solver.add(P.Rules);
    Solver.add(P.Level == R.Level);
    Solver.add(P.Hour == R.Hour);
    if (Solver.check() == z3::sat)
      ++Allowed;
  }
  return Allowed;
}

} // namespace

int main() {
  std::vector<Request> Requests;
  for (int Hour = 0; Hour < 24; ++Hour)
    for (int Level = 0; Level < 5; ++Level)
      Requests.push_back({"user" + std::to_string(Level), Level, Hour});

  z3::context Ctx;
  Policy P(Ctx);
  std::printf("%u of %zu requests are allowed\n",
              countAllowed(Ctx, P, Requests), Requests.size());
  return 0;
}
