// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A comparison owns two contexts, a solver in the first and a term in the second.
// The term is added to the solver as it is.
// build: -DNDEBUG
#include <cstdio>
#include <z3++.h>

namespace {

class Comparison {
  z3::context Left, Right;
  z3::solver Search;
  z3::expr Limit;

public:
  Comparison()
      : Search(Left, z3::solver::simple()), Limit(Right.int_const("limit")) {}
  bool reachable() {
    Search.add(Left.int_const("speed") > 0);
    std::printf("limit %u\n", (Limit > 3).num_args());
    Search.add(Limit > 3); // report: z3-context-mixing; trace: wrong-context
    return Search.check() == z3::sat;
  }
};

} // namespace

int main() {
  try {
    Comparison C;
    std::printf("reachable: %d\n", C.reachable());
  } catch (const z3::exception &Error) {
    std::printf("error: %s\n", Error.msg());
  }
  return 0;
}
