// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-handle-leak
// A value that is computed before the release, in the cases of a switch: its name
// must not be known to the next case.
#include <z3.h>

unsigned askBad(Z3_context c, int what) {
  Z3_goal g = Z3_mk_goal(c, true, false, false); // warn: is lost on a way out that does not release it
  Z3_goal_inc_ref(c, g);
  switch (what) {
  case 0:
    return Z3_goal_size(c, g);
  case 1:
    return Z3_goal_depth(c, g);
  default:
    break;
  }
  Z3_goal_dec_ref(c, g);
  return 9;
}
// fix: { unsigned result = Z3_goal_size(c, g); Z3_goal_dec_ref(c, g); return result; }
// fix: { unsigned result = Z3_goal_depth(c, g); Z3_goal_dec_ref(c, g); return result; }

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  unsigned sum = 0;
  for (int i = 0; i < 3; i++)
    sum += askBad(c, i);
  Z3_del_context(c);
  return sum == 9 ? 0 : 1;
}
