#include <z3.h>

unsigned
loops(Z3_context c, unsigned rounds)
{
	unsigned depth = 0;
	for (unsigned i = 0; i < rounds; i++)
	{
		Z3_goal a_goal_with_quite_a_long_name = Z3_mk_goal(c, 0, 0, 0);
		Z3_goal_inc_ref(c, a_goal_with_quite_a_long_name);
		depth += Z3_goal_depth(c, a_goal_with_quite_a_long_name);
	}
	return depth;
}
