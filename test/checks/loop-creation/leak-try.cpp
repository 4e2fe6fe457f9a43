// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An exception leaves the iteration before the release: a z3raii handle lets
// go of it on that way, too.

// alternative: or release it by hand on every way out
#include <cstdio>
#include <stdexcept>
#include <z3.h>

static void parse(int Number) {
  if (Number % 2)
    throw std::runtime_error("odd");
}

static void thrownPastBad(Z3_context Ctx, int N) {
  for (int I = 0; I < N; ++I) {
    Z3_goal Goal = Z3_mk_goal(Ctx, true, false, false); // warn: lost on a way out
    // fix: z3raii::goal Goal = z3raii::goal::share(Ctx, Z3_mk_goal(Ctx, true, false, false));
    Z3_goal_inc_ref(Ctx, Goal);
    try {
      parse(I);
      std::printf("%u formulas\n", Z3_goal_size(Ctx, Goal));
      // fix: Goal.release();
      Z3_goal_dec_ref(Ctx, Goal);
    } catch (const std::runtime_error &) {
      std::puts("odd");
    }
  }
}

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context Ctx = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  thrownPastBad(Ctx, 6);
  Z3_del_context(Ctx);
  return 0;
}
// prints: 0 formulas
// prints: odd
// prints: 0 formulas
// prints: odd
// prints: 0 formulas
// prints: odd
