// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A walk counts how often it meets each term, in a map keyed by the terms.
// The map is static, so that its terms outlive the context in main. It is
// destroyed after main, in no line of the program:
// trace-allows: use-after-context-delete because the map goes when main is over
#include <cstdio>
#include <unordered_map>
#include <z3++.h>

namespace {

struct Hash {
  size_t operator()(const z3::ast &A) const { return (size_t)(Z3_ast)A; }
};
struct Same {
  bool operator()(const z3::ast &A, const z3::ast &B) const {
    return (Z3_ast)A == (Z3_ast)B;
  }
};
using Counts = std::unordered_map<z3::ast, int, Hash, Same>;

Counts Met; // report: z3-outlives-context

void walk(const z3::expr &E, Counts &Met) {
  if (Met[E]++)
    return;
  for (unsigned I = 0; I < E.num_args(); ++I)
    walk(E.arg(I), Met);
}

} // namespace

int main() {
  z3::context C;
  z3::expr X = C.int_const("x");
  walk(X + X > 3 && X < 9, Met);
  std::printf("x is met %d times\n", Met[X]);
  std::fflush(stdout);
  return 0;
}
