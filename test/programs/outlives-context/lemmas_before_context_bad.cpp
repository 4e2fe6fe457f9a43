// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An invariant generator collects the lemmas that hold for a loop.
// The vector stands above the context, and is destroyed after it.
#include <cstdio>
#include <vector>
#include <z3++.h>

static unsigned lemmas(int Bound) {
  std::vector<z3::expr> Lemmas; // report: z3-outlives-context
  z3::context C;
  z3::expr I = C.int_const("i");
  z3::solver S(C, z3::solver::simple());
  S.add(I >= 0 && I < Bound);
  for (int Step = 0; Step < 4; ++Step) {
    z3::expr Lemma = I <= Bound + Step;
    S.push();
    S.add(!Lemma);
    if (S.check() == z3::unsat)
      Lemmas.push_back(Lemma);
    S.pop();
  }
  std::printf("%zu lemmas\n", Lemmas.size());
  std::fflush(stdout);
  return Lemmas.size();
} // trace: use-after-context-delete

int main() { return lemmas(8) == 4 ? 0 : 1; }
