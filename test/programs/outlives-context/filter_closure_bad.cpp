// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A policy engine compiles a rule to a function that filters packets.
// The function that is returned has captured the rule's term, and its context
// is a variable of the compiler.
// trace-allows: crash because the stack of the context is used again
#include <cstdio>
#include <functional>
#include <z3++.h>

using Filter = std::function<bool(int)>;

static Filter compile(int Low, int High) {
  z3::context Ctx;
  z3::expr Port = Ctx.int_const("port");
  z3::expr Rule = Port >= Low && Port < High;
  std::printf("compiled for %u operands\n", Rule.num_args());
  std::fflush(stdout);
  unsigned Kinds = Rule.is_and() ? 1 : 0;
  return [Rule, Kinds, Low, High](int Given) { // report: z3-outlives-context
    return Kinds == 1 && Given >= Low && Given < High;
  };
}

int main() {
  Filter Web = compile(80, 90);
  int Passed = 0;
  for (int Port = 75; Port < 95; ++Port)
    Passed += Web(Port);
  std::printf("%d passed\n", Passed);
  std::fflush(stdout);
  return Passed == 10 ? 0 : 1;
}
