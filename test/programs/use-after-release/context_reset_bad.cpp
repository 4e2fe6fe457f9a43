// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A service restarts its engine: a context and a solver behind pointers.
// The restart drops the context while the solver's raw handle is still asked.
#include <cstdio>
#include <memory>
#include <z3++.h>

namespace {

class Engine {
  std::unique_ptr<z3::context> Ctx;
  std::unique_ptr<z3::solver> Solver;

public:
  Engine()
      : Ctx(std::make_unique<z3::context>()),
        Solver(std::make_unique<z3::solver>(*Ctx, z3::solver::simple())) {}
  Z3_context context() const { return *Ctx; }
  Z3_solver solver() const { return *Solver; }
  void learn(int Limit) {
    z3::expr Load = Ctx->int_const("load");
    Solver->add(Load < Limit);
  }
  void stop() {
    Solver.reset();
    Ctx.reset();
  }
};

} // namespace

int main() {
  Engine E;
  E.learn(90);
  Z3_context C = E.context();
  Z3_solver S = E.solver();
  std::printf("state: %d\n", Z3_solver_check(C, S));
  std::fflush(stdout);
  E.stop();
  std::printf("scopes: %u\n", Z3_solver_get_num_scopes(C, S)); // report: z3-use-after-release; trace: use-after-context-delete
  return 0;
}
