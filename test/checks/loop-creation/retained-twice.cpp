// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-loop-creation
// A function hands two references over: a z3raii handle that takes one over would
// lose the other.
#include <z3.h>

static Z3_goal makeTwice(Z3_context C) {
  Z3_goal S = Z3_mk_goal(C, true, false, false);
  Z3_goal_inc_ref(C, S);
  Z3_goal_inc_ref(C, S);
  return S;
}

unsigned askBad(Z3_context C, int N) {
  unsigned Sat = 0;
  for (int I = 0; I < N; ++I) {
    Z3_goal S = makeTwice(C); // warn-nofix: is made in each iteration
    Sat += Z3_goal_inconsistent(C, S);
    Z3_goal_dec_ref(C, S);
  }
  return Sat;
}

static Z3_goal makeOnce(Z3_context C) {
  Z3_goal S = Z3_mk_goal(C, true, false, false);
  Z3_goal_inc_ref(C, S);
  return S;
}

unsigned askOnceBad(Z3_context C, int N) {
  unsigned Sat = 0;
  for (int I = 0; I < N; ++I) {
    Z3_goal S = makeOnce(C); // warn: is made in each iteration
    // alternative: or release it by hand on every way out
    // fix: z3raii::goal S = z3raii::goal::adopt(C, makeOnce(C));
    Sat += Z3_goal_inconsistent(C, S);
  }
  return Sat;
}
