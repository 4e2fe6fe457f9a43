// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A compiler's prover of loop bounds makes its context with new and leaves it
// to a member that is destroyed last.
#include <cstdio>
#include <memory>
#include <vector>
#include <z3++.h>

namespace {

class Prover {
  std::unique_ptr<z3::context> Ctx;
  z3::solver Solver;
  std::vector<z3::expr> Bounds;

public:
  Prover() : Ctx(new z3::context), Solver(*Ctx) {}
  Prover(const Prover &) = delete;
  Prover &operator=(const Prover &) = delete;

  void bound(const char *name, int low, int high) {
    z3::expr x = Ctx->int_const(name);
    Bounds.push_back(x >= low && x < high);
  }
  bool isPossible() {
    for (const z3::expr &b : Bounds)
      Solver.add(b);
    return Solver.check() == z3::sat;
  }
};

void prove() {
  Prover p;
  p.bound("i", 0, 16);
  p.bound("i", 8, 32);
  std::printf("bounds: %s\n", p.isPossible() ? "possible" : "none");
  std::fflush(stdout);
}

} // namespace

int main() {
  prove();
  return 0;
}
