// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A verifier asks a backend, behind an interface, about each loop invariant.
// The factory makes a new backend, with a solver, for every invariant.
#include <cstdio>
#include <memory>
#include <string>
#include <vector>
#include <z3++.h>

namespace {

class Backend {
public:
  virtual ~Backend() = default;
  virtual bool holds(const z3::expr &claim) = 0;
  virtual z3::context &context() = 0;
};

class Z3Backend final : public Backend {
  z3::context &ctx_;
  z3::solver solver_;

public:
  explicit Z3Backend(z3::context &ctx) : ctx_(ctx), solver_(ctx) { // trace: churn
    z3::params options(ctx);
    options.set("timeout", 2000u);
    solver_.set(options);
  }
  bool holds(const z3::expr &claim) override {
    solver_.push();
    solver_.add(!claim);
    bool refuted = solver_.check() == z3::unsat;
    solver_.pop();
    return refuted;
  }
  z3::context &context() override { return ctx_; }
};

std::unique_ptr<Backend> make_backend(z3::context &ctx) {
  return std::make_unique<Z3Backend>(ctx);
}

struct Invariant {
  std::string variable;
  int low, high;
};

z3::expr encode(z3::context &ctx, const Invariant &inv) {
  z3::expr v = ctx.int_const(inv.variable.c_str());
  return z3::implies(v > inv.high, v > inv.low);
}

int verify(z3::context &ctx, const std::vector<Invariant> &invariants) {
  int holding = 0;
  for (const Invariant &inv : invariants) {
    std::unique_ptr<Backend> backend = make_backend(ctx); // report: z3-loop-creation churn
    if (backend->holds(encode(backend->context(), inv)))
      ++holding;
  }
  return holding;
}

} // namespace

int main() {
  z3::context ctx;
  std::vector<Invariant> invariants;
  for (int i = 0; i < 9; ++i)
    invariants.push_back({"v" + std::to_string(i % 3), i % 4, 5 - i % 5});
  std::printf("%d of %zu\n", verify(ctx, invariants), invariants.size());
  return 0;
}
