// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A build planner answers from several threads; its mutex guards the solver.
// The goal's term is made before the lock is taken.
// build: -pthread
#include <chrono>
#include <cstdio>
#include <mutex>
#include <thread>
#include <z3.h>

namespace {

class Planner {
  Z3_context Ctx;
  Z3_solver Solver;
  std::mutex Lock;

public:
  Planner() {
    Z3_config Config = Z3_mk_config();
    Ctx = Z3_mk_context_rc(Config);
    Z3_del_config(Config);
    Solver = Z3_mk_simple_solver(Ctx);
    Z3_solver_inc_ref(Ctx, Solver);
  }
  Planner(const Planner &) = delete;
  Planner &operator=(const Planner &) = delete;
  ~Planner() {
    Z3_solver_dec_ref(Ctx, Solver);
    Z3_del_context(Ctx);
  }

  bool canBuild(int Target) {
    Z3_ast Goal = makeGoal(Target);
    std::lock_guard<std::mutex> Guard(Lock);
    bool Yes =
        Z3_solver_check_assumptions(Ctx, Solver, 1, &Goal) == Z3_L_TRUE;
    Z3_dec_ref(Ctx, Goal);
    return Yes;
  }

private:
  Z3_ast makeGoal(int Target) {
    Z3_ast Goal =
        Z3_mk_const(Ctx, Z3_mk_int_symbol(Ctx, Target), Z3_mk_bool_sort(Ctx)); // trace: concurrent-use
    Z3_inc_ref(Ctx, Goal);
    return Goal;
  }
};

} // namespace

int main() {
  Planner P;
  bool Docs = false, Tests = false;
  std::thread Other([&] { // report: z3-thread-sharing
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    Docs = P.canBuild(1);
  });
  Tests = P.canBuild(2);
  Other.join();
  std::printf("%d %d\n", Docs, Tests);
  return 0;
}
