// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-handle-leak
// No release can be written where it would have to be.
#include <z3.h>

// A block in the head of a `for`.
unsigned inForHeadBad(Z3_context c, unsigned n) {
  unsigned sum = 0;
  Z3_goal g = Z3_mk_goal(c, true, false, false); // warn-nofix: is lost
  Z3_goal_inc_ref(c, g);
  sum += Z3_goal_depth(c, g);
  for (g = Z3_mk_goal(c, true, false, false); sum < n; sum++)
    n--;
  Z3_goal_inc_ref(c, g);
  sum += Z3_goal_size(c, g);
  Z3_goal_dec_ref(c, g);
  return sum;
}

// Its name means another one there.
unsigned shadowedBad(Z3_context c, Z3_goal other) {
  Z3_goal g = Z3_mk_goal(c, true, false, false); // warn-nofix: is lost
  Z3_goal_inc_ref(c, g);
  if (Z3_goal_size(c, g) > 0) {
    Z3_goal g = other;
    if (Z3_goal_depth(c, g) == 0)
      return 0;
  }
  Z3_goal_dec_ref(c, g);
  return 1;
}
