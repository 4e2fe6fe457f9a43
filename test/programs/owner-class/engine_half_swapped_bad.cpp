// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A planner replaces its engine by a better one.
// The engine's move assignment takes the other's solver and keeps its own context.
#include <cstdio>
#include <utility>
#include <z3.h>

namespace {

class Engine {
  Z3_context Ctx = nullptr;
  Z3_solver Solver = nullptr;
  unsigned Goals = 0;

public:
  explicit Engine(const char *Option) {
    Z3_config Config = Z3_mk_config();
    Z3_set_param_value(Config, "model", Option);
    Ctx = Z3_mk_context_rc(Config);
    Z3_del_config(Config);
    Solver = Z3_mk_simple_solver(Ctx);
    Z3_solver_inc_ref(Ctx, Solver);
  }
  Engine(Engine &&Other) noexcept
      : Ctx(std::exchange(Other.Ctx, nullptr)),
        Solver(std::exchange(Other.Solver, nullptr)), Goals(Other.Goals) {}
  Engine &operator=(Engine &&Other) noexcept { // report: z3-owner-class
    std::swap(Solver, Other.Solver);
    std::swap(Goals, Other.Goals);
    return *this;
  }
  ~Engine() {
    if (Solver)
      Z3_solver_dec_ref(Ctx, Solver); // trace: wrong-context, use-after-context-delete
    if (Ctx)
      Z3_del_context(Ctx);
  }

  void require(const char *Name) {
    Z3_ast Goal =
        Z3_mk_const(Ctx, Z3_mk_string_symbol(Ctx, Name), Z3_mk_bool_sort(Ctx));
    Z3_solver_assert(Ctx, Solver, Goal);
    ++Goals;
  }
  unsigned goals() const { return Goals; }
};

class Planner {
  Engine Current{"true"};

public:
  void restart(Engine Next) { Current = std::move(Next); }
  Engine &engine() { return Current; }
};

} // namespace

int main() {
  Planner P; // report: z3-outlives-context
  P.engine().require("at_home");
  Engine Fast("false");
  Fast.require("at_work");
  Fast.require("on_time");
  P.restart(std::move(Fast)); // report: z3-context-mixing
  std::printf("%u goals\n", P.engine().goals());
  std::fflush(stdout);
  return 0;
}
