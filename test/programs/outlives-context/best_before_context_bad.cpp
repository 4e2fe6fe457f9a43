// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A search for the largest value that a script allows keeps the best bound so far.
// The variable for it stands above the context, and is destroyed after it.
#include <cstdio>
#include <optional>
#include <z3++.h>

static bool search(int Limit) {
  std::optional<z3::expr> Best; // report: z3-outlives-context
  z3::context C;
  z3::solver S(C);
  z3::expr X = C.int_const("x");
  S.add(X < Limit && X > 0);
  for (int Bound = 1; Bound < Limit; ++Bound) {
    z3::expr Stronger = X >= Bound;
    S.add(Stronger);
    if (S.check() != z3::sat)
      break;
    Best = Stronger;
  }
  std::printf("best: %s\n", Best ? Best->to_string().c_str() : "none");
  std::fflush(stdout);
  return Best.has_value();
} // trace: use-after-context-delete

int main() { return search(5) ? 0 : 1; }
