// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A checker for a small language remembers each thread's last counterexample.
// What is remembered outlives the context of the run.
// trace-allows: crash because the stack of the context is used again
#include <cstdio>
#include <optional>
#include <thread>
#include <z3++.h>

namespace {
thread_local std::optional<z3::expr> LastInput; // report: z3-outlives-context

bool holdsFor(int Modulus) {
  z3::context Ctx;
  z3::expr N = Ctx.int_const("n");
  z3::solver S(Ctx, z3::solver::simple());
  S.add(N > 0 && N < 50 && N * 3 == Modulus);
  if (S.check() != z3::sat)
    return true;
  LastInput = S.get_model().eval(N, true);
  return false;
}
} // namespace

int main() {
  std::thread Worker([] {
    bool Holds = holdsFor(21);
    std::printf("%s, %s\n", Holds ? "holds" : "fails",
                LastInput ? "input known" : "no input");
    std::fflush(stdout);
  });
  Worker.join();
  return 0;
}
