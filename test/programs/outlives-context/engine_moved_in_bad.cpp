// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A session takes over the context that the driver has made. The driver's
// axiom stays behind in a variable above it, which is destroyed last.
#include <cstdio>
#include <memory>
#include <utility>
#include <z3++.h>

class Session {
  std::unique_ptr<z3::context> Ctx;
  z3::solver S;

public:
  explicit Session(std::unique_ptr<z3::context> C)
      : Ctx(std::move(C)), S(*Ctx, z3::solver::simple()) {}
  void state(const z3::expr &E) { S.add(E); }
  bool consistent() { return S.check() == z3::sat; }
  z3::context &context() { return *Ctx; }
};

static z3::expr acyclic(z3::context &C) {
  return C.int_const("rank_a") < C.int_const("rank_b");
}

static bool runOnce() {
  auto Ctx = std::make_unique<z3::context>();
  z3::expr Axiom = acyclic(*Ctx); // report: z3-outlives-context
  Session Run(std::move(Ctx));
  Run.state(Axiom);
  bool Good = Run.consistent();
  std::printf("%s\n", Good ? "consistent" : "inconsistent");
  std::fflush(stdout);
  return Good;
} // trace: use-after-context-delete

int main() { return runOnce() ? 0 : 1; }
