// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A regression runner registers checks as closures and runs them all.
// The closures, and the terms in them, are destroyed after the context.
#include <functional>
#include <iostream>
#include <string>
#include <utility>
#include <vector>
#include <z3++.h>

namespace {

class Runner {
  std::vector<std::pair<std::string, std::function<bool()>>> Checks; // report: z3-outlives-context
  z3::context Ctx;

public:
  Runner() = default;
  Runner(const Runner &) = delete;
  Runner &operator=(const Runner &) = delete;

  z3::expr word(const char *Name) { return Ctx.bv_const(Name, 16); }

  void valid(const std::string &Name, const z3::expr &Claim) {
    Checks.emplace_back(Name, [Claim] { // trace: use-after-context-delete
      z3::solver S(Claim.ctx(), "QF_BV");
      S.add(!Claim);
      return S.check() == z3::unsat;
    });
  }

  void satisfiable(const std::string &Name, const z3::expr &Claim) {
    Checks.emplace_back(Name, [Claim] { // trace: use-after-context-delete
      z3::solver S(Claim.ctx(), "QF_BV");
      S.add(Claim);
      return S.check() == z3::sat;
    });
  }

  int run() {
    int Failed = 0;
    for (auto &Check : Checks) {
      bool Passed = Check.second();
      std::cout << (Passed ? "ok   " : "FAIL ") << Check.first << '\n';
      Failed += !Passed;
    }
    return Failed;
  }
};

} // namespace

int main() {
  Runner R;
  {
    z3::expr A = R.word("a"), B = R.word("b");
    R.valid("xor is its own inverse", ((A ^ B) ^ B) == A);
    R.valid("mask", z3::ule(A & B, A));
    R.satisfiable("overflow", z3::ult(A + B, A));
  }
  return R.run();
}
