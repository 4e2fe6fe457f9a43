// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Goals are handed around in unique_ptrs whose deleter gives the reference back.
// The function that makes one has taken no reference for it.
#include <cstdio>
#include <memory>
#include <utility>
#include <z3.h>

struct GoalDeleter {
  Z3_context C;
  void operator()(Z3_goal G) const { Z3_goal_dec_ref(C, G); } // trace: release-of-unowned
};
using UniqueGoal = std::unique_ptr<_Z3_goal, GoalDeleter>;

static UniqueGoal makeGoal(Z3_context C, bool Models) {
  Z3_goal G = Z3_mk_goal(C, Models, false, false);
  return UniqueGoal(G, GoalDeleter{C}); // report: z3-ownership-mismatch
}

static unsigned sizeWith(Z3_context C, Z3_goal G, Z3_ast Fact) {
  Z3_goal_assert(C, G, Fact);
  return Z3_goal_size(C, G);
}

int main() {
  Z3_config Cfg = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Cfg);
  Z3_del_config(Cfg);
  Z3_ast P = Z3_mk_const(C, Z3_mk_string_symbol(C, "p"), Z3_mk_bool_sort(C));
  Z3_inc_ref(C, P);
  unsigned Size = 0;
  {
    UniqueGoal G = makeGoal(C, true);
    Size = sizeWith(C, G.get(), P);
  }
  std::printf("%u\n", Size);
  Z3_dec_ref(C, P);
  Z3_del_context(C);
  return 0;
}
