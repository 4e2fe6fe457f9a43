// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A checker for a small language remembers each thread's last counterexample.
// What is remembered is a number, not a term.
#include <cstdio>
#include <optional>
#include <thread>
#include <z3++.h>

namespace {
thread_local std::optional<int> LastInput;

bool holdsFor(int Modulus) {
  z3::context Ctx;
  z3::expr N = Ctx.int_const("n");
  z3::solver S(Ctx, z3::solver::simple());
  S.add(N > 0 && N < 50 && N * 3 == Modulus);
  if (S.check() != z3::sat)
    return true;
  LastInput = S.get_model().eval(N, true).get_numeral_int();
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
