// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Code that moves from the C API to z3++ still has its old clean-up.
// The clean-up has gone: the wrapper has the only reference.
#include <cstdio>
#include <z3++.h>

int main() {
  z3::context Ctx;
  {
    z3::goal Goals(Ctx, Z3_mk_goal(Ctx, true, false, false));
    Goals.add(Ctx.bool_const("p"));
    std::printf("%u\n", Goals.size());
    std::fflush(stdout);
  }
  return 0;
}
