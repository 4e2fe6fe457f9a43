// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-use-after-release
// The deletion does not go behind what gives the variable another value.
#include <stddef.h>
#include <z3.h>

unsigned stepsBad(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_goal g = Z3_mk_goal(c, true, false, false);
  Z3_goal_inc_ref(c, g);
  Z3_del_context(c);
  unsigned depth = Z3_goal_depth(c, g); // warn: is used after its context was deleted
  c = NULL;
  return c ? 1 : depth;
}
// fix: unsigned depth = Z3_goal_depth(c, g);
// fix: Z3_del_context(c);
// fix: c = NULL;
