// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A pool hands its optimizers over by moving.
// The move constructor leaves the handle in the object that it moves from.
#include <cstdio>
#include <utility>
#include <z3.h>

namespace {

class Optimizer {
  Z3_context Ctx;
  Z3_optimize Raw;

public:
  explicit Optimizer(Z3_context C) : Ctx(C), Raw(Z3_mk_optimize(C)) {
    Z3_optimize_inc_ref(Ctx, Raw);
  }
  Optimizer(const Optimizer &) = delete;
  Optimizer &operator=(const Optimizer &) = delete;
  Optimizer(Optimizer &&Other) noexcept : Ctx(Other.Ctx), Raw(Other.Raw) {} // report: z3-owner-class
  ~Optimizer() {
    if (Raw)
      Z3_optimize_dec_ref(Ctx, Raw); // trace: release-after-release
  }
  unsigned maximize(Z3_ast Goal) { return Z3_optimize_maximize(Ctx, Raw, Goal); }
};

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  Z3_ast Gain = Z3_mk_const(C, Z3_mk_string_symbol(C, "gain"), Z3_mk_int_sort(C));
  Z3_inc_ref(C, Gain);
  {
    Optimizer Idle(C);
    Optimizer Busy(std::move(Idle));
    std::printf("goal %u\n", Busy.maximize(Gain));
    std::fflush(stdout);
  }
  Z3_dec_ref(C, Gain);
  Z3_del_context(C);
  return 0;
}
