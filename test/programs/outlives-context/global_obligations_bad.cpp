// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A verifier notes its proof obligations, and proves them in the end.
// The list is global, and still full when the context goes. It is destroyed
// after main, in no line of the program:
// trace-allows: use-after-context-delete because the vector goes when main is over
#include <cstdio>
#include <vector>
#include <z3++.h>

namespace {

std::vector<z3::expr> Obligations; // report: z3-outlives-context

void mustHold(const z3::expr &Claim) { Obligations.push_back(Claim); }

unsigned proveAll(z3::solver &S) {
  unsigned Proved = 0;
  for (const z3::expr &Claim : Obligations) {
    S.push();
    S.add(!Claim);
    Proved += S.check() == z3::unsat;
    S.pop();
  }
  return Proved;
}

} // namespace

int main() {
  z3::context C;
  z3::solver S(C, z3::solver::simple());
  z3::expr X = C.int_const("x");
  mustHold(X < X + 1);
  mustHold(X == X + 0);
  std::printf("%u proved\n", proveAll(S));
  std::fflush(stdout);
  return 0;
}
