// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A goal rewriter asks for the subgoal that a tactic leaves, and then for the
// statistics of a solver.
// The subgoal comes fresh from a helper and is retained before the statistics
// take its place in the context's slot.
#include <cstdio>
#include <z3.h>

namespace {

Z3_goal remaining(Z3_context C, Z3_apply_result R) {
  return Z3_apply_result_get_subgoal(C, R, 0);
}

unsigned report(Z3_context C, Z3_solver S, Z3_apply_result R) {
  Z3_goal Rest = remaining(C, R);
  Z3_goal_inc_ref(C, Rest);
  Z3_stats Stats = Z3_solver_get_statistics(C, S);
  Z3_stats_inc_ref(C, Stats);
  unsigned Size = Z3_goal_size(C, Rest);
  Size += Z3_stats_size(C, Stats) > 1000;
  Z3_stats_dec_ref(C, Stats);
  Z3_goal_dec_ref(C, Rest);
  return Size;
}

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  Z3_solver S = Z3_mk_simple_solver(C);
  Z3_solver_inc_ref(C, S);
  Z3_goal Goal = Z3_mk_goal(C, true, false, false);
  Z3_goal_inc_ref(C, Goal);
  Z3_tactic Skip = Z3_mk_tactic(C, "skip");
  Z3_tactic_inc_ref(C, Skip);
  Z3_apply_result R = Z3_tactic_apply(C, Skip, Goal);
  Z3_apply_result_inc_ref(C, R);
  std::printf("%u\n", report(C, S, R));
  Z3_apply_result_dec_ref(C, R);
  Z3_tactic_dec_ref(C, Skip);
  Z3_goal_dec_ref(C, Goal);
  Z3_solver_dec_ref(C, S);
  Z3_del_context(C);
  return 0;
}
