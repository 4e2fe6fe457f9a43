// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-use-after-release
// Right behind the use, which stands behind a label, the release would run more
// often, or on other ways.
#include <z3.h>

unsigned againBad(Z3_context c, int more) {
  Z3_goal g = Z3_mk_goal(c, true, false, false);
  Z3_goal_inc_ref(c, g);
  unsigned sum = 0;
  Z3_goal_dec_ref(c, g);
again:
  sum += Z3_goal_depth(c, g); // warn: is used after it was released
  if (more-- > 0)
    goto again;
  return sum;
}
// fix: goto again;
// fix: Z3_goal_dec_ref(c, g);
// fix: return sum;

unsigned nextCaseBad(Z3_context c, int what) {
  unsigned sum = 0;
  Z3_goal g = Z3_mk_goal(c, true, false, false);
  Z3_goal_inc_ref(c, g);
  switch (what) {
  case 0:
    sum = 1;
    Z3_goal_dec_ref(c, g);
    // fall through
  case 1:
    sum += Z3_goal_depth(c, g); // warn-nofix: is used after it was released
    break;
  default:
    break;
  }
  if (what)
    Z3_goal_dec_ref(c, g);
  return sum;
}
