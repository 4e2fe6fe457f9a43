// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-loop-creation
// A function of the file deletes the context: what was in it is gone then, and
// released only where it is not.
#include <z3.h>

static Z3_context start(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  return c;
}

static void finish(Z3_context c) { Z3_del_context(c); }

unsigned runBad(int last) {
  Z3_context c = start();
  unsigned sum = 0;
  for (int i = 0; i < 20; i++) {
    Z3_goal g = Z3_mk_goal(c, true, false, false); // warn: is made in each iteration
    Z3_goal_inc_ref(c, g);
    sum += 1 + Z3_goal_size(c, g);
    if (i == last) {
      finish(c);
      return sum;
    }
  }
  finish(c);
  return sum;
}
// fix: finish(c);
// fix: return sum;
// fix: }
// fix: Z3_goal_dec_ref(c, g);
// fix: }
