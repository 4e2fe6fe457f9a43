// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-handle-leak,z3-use-after-release
// A body with handlers of its own is told of, and not edited.
#include <z3.h>

unsigned lostBad(Z3_context c, bool early) try {
  Z3_goal g = Z3_mk_goal(c, true, false, false); // warn-nofix: is lost
  Z3_goal_inc_ref(c, g);
  if (early)
    return Z3_goal_size(c, g);
  Z3_goal_dec_ref(c, g);
  return 0;
} catch (int) {
  return 1;
}

unsigned usedBad(Z3_context c) try {
  Z3_goal g = Z3_mk_goal(c, true, false, false);
  Z3_goal_inc_ref(c, g);
  Z3_goal_dec_ref(c, g);
  return Z3_goal_depth(c, g); // warn-nofix: is used after it was released
} catch (int) {
  return 1;
}
