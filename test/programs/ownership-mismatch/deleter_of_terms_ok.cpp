// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A parser holds Z3 handles in std::unique_ptr with a deleter of its own.
// Each kind has the deleter of its own function.
#include <cstdio>
#include <memory>
#include <z3.h>

struct DropGoal {
  Z3_context Ctx;
  void operator()(Z3_goal Goal) const {
    Z3_goal_dec_ref(Ctx, Goal);
  }
};
using GoalPtr = std::unique_ptr<_Z3_goal, DropGoal>;

static unsigned depthOfGoal(Z3_context Ctx) {
  Z3_goal Raw = Z3_mk_goal(Ctx, true, false, false);
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
  Z3_del_context(Ctx);
  return 0;
}
