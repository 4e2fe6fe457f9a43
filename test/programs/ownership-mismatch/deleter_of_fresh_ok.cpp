// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Goals are kept by smart pointers whose deleter gives one reference back.
// The goal is retained before it is handed over.
#include <cstdio>
#include <memory>
#include <z3.h>

namespace {

struct Drop {
  Z3_context Ctx;
  void operator()(Z3_goal G) const { Z3_goal_dec_ref(Ctx, G); }
};

using Goal = std::unique_ptr<_Z3_goal, Drop>;

bool inconsistent(Z3_context C) {
  Z3_goal Raw = Z3_mk_goal(C, true, false, false);
  Z3_goal_inc_ref(C, Raw);
  Goal G(Raw, Drop{C});
  Z3_goal_assert(C, G.get(), Z3_mk_false(C));
  return Z3_goal_inconsistent(C, G.get());
}

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  std::printf("inconsistent: %d\n", inconsistent(C));
  std::fflush(stdout);
  Z3_del_context(C);
  return 0;
}
