// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A service makes its z3++ solver with new, and logs through its raw handle.
// The solver is deleted before the log asks for its statistics.
#include <cstdio>
#include <z3++.h>

static void serve(z3::context &Ctx, const z3::expr &Request) {
  auto *Solver = new z3::solver(Ctx);
  Z3_solver Logged = *Solver;
  Solver->add(Request);
  if (Solver->check() == z3::sat) {
    z3::model Model = Solver->get_model();
    std::printf("served with %u values\n", Model.num_consts());
  }
  std::fflush(stdout);
  delete Solver;
  unsigned Scopes = Z3_solver_get_num_scopes(Ctx, Logged); // report: z3-use-after-release; trace: use-after-release
  std::printf("scopes: %u\n", Scopes);
}

int main() {
  z3::context Ctx;
  z3::expr Age = Ctx.int_const("age");
  z3::expr Adult = Age >= 18;
  serve(Ctx, Adult);
  return 0;
}
