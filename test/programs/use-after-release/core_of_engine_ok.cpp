// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Engines of a portfolio live behind unique_ptr; the winner's solver is kept
// as a raw handle, and asked before the engine goes.
#include <cstdio>
#include <memory>
#include <z3++.h>

struct Engine {
  z3::context &Ctx;
  std::unique_ptr<z3::solver> Solver;
  explicit Engine(z3::context &C)
      : Ctx(C), Solver(std::make_unique<z3::solver>(C, z3::solver::simple())) {
    Solver->add(Ctx.bool_const("p") || Ctx.bool_const("q"));
  }
  bool won() { return Solver->check() == z3::sat; }
};

static unsigned report(z3::context &Ctx) {
  auto First = std::make_unique<Engine>(Ctx);
  Z3_solver Winner = *First->Solver;
  if (!First->won())
    return 1;
  unsigned Size = Z3_solver_get_num_scopes(Ctx, Winner);
  First.reset();
  std::printf("%u scopes\n", Size);
  return Size;
}

int main() {
  z3::context Ctx;
  return report(Ctx) == 0 ? 0 : 1;
}
