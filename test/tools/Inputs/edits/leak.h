#include <z3.h>

static inline unsigned depth_of(Z3_context c) {
  Z3_goal goal = Z3_mk_goal(c, 0, 0, 0);
  Z3_goal_inc_ref(c, goal);
  return Z3_goal_depth(c, goal);
}
