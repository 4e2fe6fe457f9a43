// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A peephole verifier lets a helper block make the solver with z3++.
// The raw handle of the block's solver is asked after the block.
#include <cstdio>
#include <z3++.h>

static void verify(z3::context &Ctx, const z3::expr &Before,
                   const z3::expr &After) {
  Z3_solver Raw = nullptr;
  {
    z3::solver Solver(Ctx, z3::solver::simple());
    Solver.add(Before != After);
    Raw = Solver;
    if (Solver.check() == z3::sat) {
      z3::model Model = Solver.get_model();
      std::printf("counterexample with %u values\n", Model.num_consts());
      std::fflush(stdout);
    }
  }
  std::printf("scopes: %u\n", Z3_solver_get_num_scopes(Ctx, Raw)); // report: z3-use-after-release; trace: use-after-release
}

int main() {
  z3::context Ctx;
  z3::expr X = Ctx.bv_const("x", 32);
  z3::expr Before = z3::ashr(z3::shl(X, 1), 1);
  verify(Ctx, Before, X);
  return 0;
}
