// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A wrapper that is given the two functions of its kind as template arguments.
// The raw goal is asked after its wrapper was assigned another one.
#include <cstdio>
#include <z3.h>

namespace {

template <class T, void (*Up)(Z3_context, T), void (*Down)(Z3_context, T)>
class Ref {
  Z3_context Ctx;
  T Raw;

public:
  Ref(Z3_context C, T R) : Ctx(C), Raw(R) { Up(Ctx, Raw); }
  Ref(const Ref &O) : Ctx(O.Ctx), Raw(O.Raw) { Up(Ctx, Raw); }
  Ref &operator=(const Ref &O) {
    Up(O.Ctx, O.Raw);
    Down(Ctx, Raw);
    Ctx = O.Ctx;
    Raw = O.Raw;
    return *this;
  }
  ~Ref() { Down(Ctx, Raw); }
  operator T() const { return Raw; }
};

using Goal = Ref<Z3_goal, Z3_goal_inc_ref, Z3_goal_dec_ref>;
using Params = Ref<Z3_params, Z3_params_inc_ref, Z3_params_dec_ref>;

Goal fresh(Z3_context C) { return Goal(C, Z3_mk_goal(C, true, false, false)); }

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  {
    Params P(C, Z3_mk_params(C));
    Goal Current = fresh(C), Next = fresh(C);
    Z3_goal Raw = Current;
    Z3_goal_assert(C, Raw, Z3_mk_true(C));
    std::printf("size %u\n", Z3_goal_size(C, Next));
    std::fflush(stdout);
    Current = Next;
    unsigned Depth = Z3_goal_depth(C, Raw); // report: z3-use-after-release; trace: use-after-release
    std::printf("depth %u\n", Depth);
  }
  Z3_del_context(C);
  return 0;
}
