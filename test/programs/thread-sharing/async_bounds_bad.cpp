// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An optimizer asks for a lower and an upper bound at the same time.
// Both tasks make their terms in the caller's context.
#include <cstdio>
#include <future>
#include <z3++.h>

static int bound(z3::context &Ctx, int From, int Step) {
  z3::expr X = Ctx.int_const("x"); // trace: concurrent-use
  int At = From;
  for (int I = 0; I < 20; ++I) {
    z3::expr Test = (Ctx.int_val(At) * 2 < 90).simplify();
    if (!Test.is_true())
      break;
    At += Step;
  }
  return At;
}

static int gap(z3::context &Ctx) {
  auto Low = std::async(std::launch::async, [&] { return bound(Ctx, 0, 3); });
  auto High = std::async(std::launch::async, [&] { return bound(Ctx, 1, 7); }); // report: z3-thread-sharing
  return High.get() - Low.get();
}

int main() {
  z3::context Ctx;
  std::printf("%d\n", gap(Ctx));
  return 0;
}
