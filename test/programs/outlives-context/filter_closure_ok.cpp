// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A policy engine compiles a rule to a function that filters packets.
// The function that is returned has captured the rule's term, and its context
// is the caller's.
#include <cstdio>
#include <functional>
#include <z3++.h>

using Filter = std::function<bool(int)>;

static Filter compile(z3::context &Ctx, int Low, int High) {
  z3::expr Port = Ctx.int_const("port");
  z3::expr Rule = Port >= Low && Port < High;
  std::printf("compiled for %u operands\n", Rule.num_args());
  std::fflush(stdout);
  unsigned Kinds = Rule.is_and() ? 1 : 0;
  return [Rule, Kinds, Low, High](int Given) {
    return Kinds == 1 && Given >= Low && Given < High;
  };
}

int main() {
  z3::context Ctx;
  Filter Web = compile(Ctx, 80, 90);
  int Passed = 0;
  for (int Port = 75; Port < 95; ++Port)
    Passed += Web(Port);
  std::printf("%d passed\n", Passed);
  std::fflush(stdout);
  return Passed == 10 ? 0 : 1;
}
