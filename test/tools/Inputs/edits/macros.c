#include <z3.h>

#define RETAINED(v, make) v = make; Z3_goal_inc_ref(c, v)
#define DONE(v) return v
#define FREE(v) Z3_goal_dec_ref(c, v)

unsigned made(Z3_context c) {
  Z3_goal goal;
  RETAINED(goal, Z3_mk_goal(c, 0, 0, 0));
  unsigned depth = Z3_goal_depth(c, goal);
  DONE(depth);
}

unsigned freed(Z3_context c) {
  Z3_goal goal = Z3_mk_goal(c, 0, 0, 0);
  Z3_goal_inc_ref(c, goal);
  FREE(goal);
  return Z3_goal_depth(c, goal);
}
