// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A symbolic executor conjoins the conditions of a path with the C API.
// Each condition is a temporary; the vector keeps its raw handle.
#include <cstdio>
#include <vector>
#include <z3++.h>

static z3::expr pathCondition(z3::context &C, const z3::expr &Counter,
                              int Steps) {
  std::vector<Z3_ast> Conditions;
  for (int Step = 0; Step < Steps; ++Step)
    Conditions.push_back(Counter != 100 + Step);                   // report: z3-dangling-handle
  Z3_ast All = Z3_mk_and(C, Conditions.size(), Conditions.data()); // trace: use-after-release
  return z3::expr(C, All);
}

int main() {
  z3::context C;
  z3::expr Counter = C.int_const("counter");
  z3::expr Path = pathCondition(C, Counter, 4);
  std::printf("%u conditions\n", Path.num_args());
  std::fflush(stdout);
  return 0;
}
