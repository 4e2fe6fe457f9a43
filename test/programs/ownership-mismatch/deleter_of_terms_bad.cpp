// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A parser holds Z3 handles in std::unique_ptr with a deleter of its own.
// The deleter of goals gives them back as if they were terms.
// z3-trace does not know the address as a term: it sees a goal that stays counted.
#include <cstdio>
#include <memory>
#include <z3.h>

struct DropGoal {
  Z3_context Ctx;
  void operator()(Z3_goal Goal) const {
    Z3_dec_ref(Ctx, reinterpret_cast<Z3_ast>(Goal)); // report: z3-ownership-mismatch
  }
};
using GoalPtr = std::unique_ptr<_Z3_goal, DropGoal>;

static unsigned depthOfGoal(Z3_context Ctx) {
  Z3_goal Raw = Z3_mk_goal(Ctx, true, false, false); // trace: leak
  Z3_goal_inc_ref(Ctx, Raw);
  GoalPtr Goal(Raw, DropGoal{Ctx});
  Z3_goal_assert(Ctx, Goal.get(), Z3_mk_true(Ctx));
  return Z3_goal_depth(Ctx, Goal.get());
}

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context Ctx = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  std::printf("%u\n", depthOfGoal(Ctx));
  std::fflush(stdout);
  Z3_del_context(Ctx);
  return 0;
}
