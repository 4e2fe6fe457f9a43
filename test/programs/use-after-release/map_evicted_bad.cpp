// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A solver service caches its compiled tactics by name.
// The entry that is evicted is applied once more.
#include <cstdio>
#include <map>
#include <string>
#include <z3.h>

namespace {

struct Tactics {
  Z3_context C;
  std::map<std::string, Z3_tactic> ByName;
};

Z3_tactic lookUp(Tactics &T, const char *Name) {
  auto Found = T.ByName.find(Name);
  if (Found != T.ByName.end())
    return Found->second;
  Z3_tactic New = Z3_mk_tactic(T.C, Name);
  Z3_tactic_inc_ref(T.C, New);
  T.ByName.emplace(Name, New);
  return New;
}

void evict(Tactics &T, const char *Name) {
  auto Found = T.ByName.find(Name);
  if (Found == T.ByName.end())
    return;
  Z3_tactic_dec_ref(T.C, Found->second);
  T.ByName.erase(Found);
}

unsigned apply(Z3_context C, Z3_tactic T, Z3_goal G) {
  Z3_apply_result R = Z3_tactic_apply(C, T, G); // trace: use-after-release
  Z3_apply_result_inc_ref(C, R);
  unsigned Parts = Z3_apply_result_get_num_subgoals(C, R);
  Z3_apply_result_dec_ref(C, R);
  return Parts;
}

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  Z3_goal G = Z3_mk_goal(C, false, false, false);
  Z3_goal_inc_ref(C, G);

  Tactics T{C, {}};
  Z3_tactic Simplify = lookUp(T, "simplify");
  lookUp(T, "solve-eqs");
  std::printf("parts: %u\n", apply(C, Simplify, G));
  std::fflush(stdout);
  evict(T, "simplify");
  std::printf("again: %u\n", apply(C, Simplify, G)); // report: z3-use-after-release
  evict(T, "solve-eqs");

  Z3_goal_dec_ref(C, G);
  Z3_del_context(C);
  return 0;
}
