// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A strategy is put together from tactics that counting objects hold.
// The handle of a temporary is kept for the next statement, the temporary not.
#include <cstdio>
#include <z3.h>

namespace {

struct Tactic {
  Z3_context Ctx;
  Z3_tactic Raw;
  Tactic(Z3_context C, Z3_tactic T) : Ctx(C), Raw(T) {
    Z3_tactic_inc_ref(Ctx, Raw);
  }
  Tactic(const Tactic &) = delete;
  Tactic &operator=(const Tactic &) = delete;
  ~Tactic() { Z3_tactic_dec_ref(Ctx, Raw); }
};

bool decides(Z3_context C, Z3_tactic Base, Z3_goal G) {
  Z3_tactic Quick = Tactic(C, Z3_tactic_try_for(C, Base, 500)).Raw; // report: z3-dangling-handle
  Tactic Skip(C, Z3_tactic_skip(C));
  Tactic Both(C, Z3_tactic_or_else(C, Quick, Skip.Raw)); // trace: use-after-release
  Z3_apply_result R = Z3_tactic_apply(C, Both.Raw, G);
  Z3_apply_result_inc_ref(C, R);
  bool One = Z3_apply_result_get_num_subgoals(C, R) == 1;
  Z3_apply_result_dec_ref(C, R);
  return One;
}

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  {
    Tactic Simplify(C, Z3_mk_tactic(C, "simplify"));
    Z3_goal G = Z3_mk_goal(C, false, false, false);
    Z3_goal_inc_ref(C, G);
    std::printf("decided: %d\n", decides(C, Simplify.Raw, G));
    Z3_goal_dec_ref(C, G);
  }
  Z3_del_context(C);
  return 0;
}
