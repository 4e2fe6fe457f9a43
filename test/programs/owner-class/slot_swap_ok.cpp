// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A planner's handle of an optimizer can be moved.
// The move assignment swaps the two.
#include <cstdio>
#include <utility>
#include <vector>
#include <z3.h>

class Goal {
  Z3_context C;
  Z3_optimize O;

public:
  explicit Goal(Z3_context Ctx) : C(Ctx), O(Z3_mk_optimize(Ctx)) {
    Z3_optimize_inc_ref(C, O);
  }
  Goal(Goal &&Other) noexcept
      : C(Other.C), O(std::exchange(Other.O, nullptr)) {}
  Goal(const Goal &) = delete;
  Goal &operator=(const Goal &) = delete;
  Goal &operator=(Goal &&Other) noexcept {
    std::swap(C, Other.C);
    std::swap(O, Other.O);
    return *this;
  }
  ~Goal() {
    if (O)
      Z3_optimize_dec_ref(C, O);
  }
  bool reachable(Z3_ast Step) {
    Z3_optimize_push(C, O);
    Z3_optimize_assert(C, O, Step);
    bool Found = Z3_optimize_check(C, O, 0, nullptr) == Z3_L_TRUE;
    Z3_optimize_pop(C, O);
    return Found;
  }
};

static int plan(Z3_context C, Z3_ast Step) {
  Goal Near(C), Far(C);
  int Found = Near.reachable(Step);
  Near = std::move(Far);
  return Found + Near.reachable(Step);
}

int main() {
  Z3_config Cfg = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Cfg);
  Z3_del_config(Cfg);
  Z3_ast P = Z3_mk_const(C, Z3_mk_string_symbol(C, "p"), Z3_mk_bool_sort(C));
  Z3_inc_ref(C, P);
  std::printf("%d\n", plan(C, P));
  Z3_dec_ref(C, P);
  Z3_del_context(C);
  return 0;
}
