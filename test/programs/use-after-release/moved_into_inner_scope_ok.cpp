// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An optimizer front end moves its handle into the object that runs it.
// The run lives as long as the raw handle is asked.
#include <cstdio>
#include <utility>
#include <z3.h>

namespace {

class Goal {
  Z3_context C;
  Z3_goal G;

public:
  explicit Goal(Z3_context C) : C(C), G(Z3_mk_goal(C, false, false, false)) {
    Z3_goal_inc_ref(C, G);
  }
  Goal(Goal &&Other) noexcept : C(Other.C), G(Other.G) { Other.G = nullptr; }
  Goal(const Goal &) = delete;
  Goal &operator=(const Goal &) = delete;
  Goal &operator=(Goal &&) = delete;
  ~Goal() {
    if (G)
      Z3_goal_dec_ref(C, G);
  }
  Z3_goal get() const { return G; }
};

double sizeOf(Z3_context C, Z3_goal G) {
  Z3_probe Size = Z3_mk_probe(C, "size");
  Z3_probe_inc_ref(C, Size);
  double Result = Z3_probe_apply(C, Size, G);
  Z3_probe_dec_ref(C, Size);
  return Result;
}

void run(Z3_context C, Z3_ast Fact) {
  Goal Made(C);
  Z3_goal Raw = Made.get();
  Z3_goal_assert(C, Raw, Fact);
  Goal Running(std::move(Made));
  {
    std::printf("size: %.0f\n", sizeOf(C, Running.get()));
    std::fflush(stdout);
  }
  bool Decided = Z3_goal_is_decided_sat(C, Raw);
  if (Decided)
    std::puts("decided");
}

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  Z3_ast Fact =
      Z3_mk_const(C, Z3_mk_string_symbol(C, "fact"), Z3_mk_bool_sort(C));
  Z3_inc_ref(C, Fact);
  run(C, Fact);
  Z3_dec_ref(C, Fact);
  Z3_del_context(C);
  return 0;
}
