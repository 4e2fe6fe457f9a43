// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A verifier keeps its context and its goal in small owners of its own.
// The goal stands above the context, and is given back after it.
#include <cstdio>
#include <z3.h>

class ContextOwner {
  Z3_context C;

public:
  ContextOwner() {
    Z3_config Cfg = Z3_mk_config();
    C = Z3_mk_context_rc(Cfg);
    Z3_del_config(Cfg);
  }
  ContextOwner(const ContextOwner &) = delete;
  ContextOwner &operator=(const ContextOwner &) = delete;
  ~ContextOwner() { Z3_del_context(C); }
  Z3_context get() const { return C; }
};

class GoalOwner {
  Z3_context C = nullptr;
  Z3_goal G = nullptr;

public:
  GoalOwner() = default;
  GoalOwner(const GoalOwner &) = delete;
  GoalOwner &operator=(const GoalOwner &) = delete;
  ~GoalOwner() {
    if (G)
      Z3_goal_dec_ref(C, G); // trace: use-after-context-delete
  }
  void start(Z3_context Ctx) {
    C = Ctx;
    G = Z3_mk_goal(C, true, false, false);
    Z3_goal_inc_ref(C, G);
  }
  unsigned add(Z3_ast F) {
    Z3_goal_assert(C, G, F);
    return Z3_goal_size(C, G);
  }
};

class Verifier {
  GoalOwner Goal; // report: z3-owner-class
  ContextOwner Ctx;

public:
  Verifier() { Goal.start(Ctx.get()); }
  unsigned require(const char *Flag) {
    Z3_symbol Name = Z3_mk_string_symbol(Ctx.get(), Flag);
    return Goal.add(Z3_mk_const(Ctx.get(), Name, Z3_mk_bool_sort(Ctx.get())));
  }
};

int main() {
  Verifier V;
  unsigned Size = V.require("a") + V.require("b");
  std::printf("%u\n", Size);
  std::fflush(stdout);
  return Size == 3 ? 0 : 1;
}
