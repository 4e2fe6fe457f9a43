// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A compiler's prover of loop bounds makes its context with new and deletes it
// in its destructor. Its members are destroyed only after that.
#include <cstdio>
#include <vector>
#include <z3++.h>

namespace {

class Prover {
  z3::context *Ctx;
  z3::solver Solver; // report: z3-outlives-context
  std::vector<z3::expr> Bounds; // report: z3-outlives-context

public:
  Prover() : Ctx(new z3::context), Solver(*Ctx) {}
  Prover(const Prover &) = delete;
  Prover &operator=(const Prover &) = delete;
  ~Prover() { delete Ctx; } // trace: use-after-context-delete

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
