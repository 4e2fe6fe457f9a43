// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An incremental checker works with a current and a next goal.
// The two change places before the drop, the other one is measured.
#include <cstdio>
#include <utility>
#include <z3.h>

static Z3_goal makeGoal(Z3_context C, Z3_ast Fact) {
  Z3_goal G = Z3_mk_goal(C, false, false, false);
  Z3_goal_inc_ref(C, G);
  Z3_goal_assert(C, G, Fact);
  return G;
}

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  Z3_ast Fact =
      Z3_mk_const(C, Z3_mk_string_symbol(C, "fact"), Z3_mk_bool_sort(C));
  Z3_inc_ref(C, Fact);

  Z3_goal Current = makeGoal(C, Fact);
  Z3_goal Next = makeGoal(C, Fact);
  Z3_goal Dropped = Current;
  std::swap(Current, Next);
  std::puts("step");
  std::fflush(stdout);
  Z3_goal_dec_ref(C, Dropped);
  unsigned Depth = Z3_goal_depth(C, Current);
  Z3_goal_dec_ref(C, Current);
  if (Depth > 0)
    std::puts("deep");

  Z3_dec_ref(C, Fact);
  Z3_del_context(C);
  return 0;
}
