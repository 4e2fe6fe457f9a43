// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An incremental prover assigns the newest model over the last one.
// The raw handle of a model that a copy still holds is asked for its size.
#include <cstdio>
#include <z3++.h>

static z3::model solve(z3::solver &Solver) {
  if (Solver.check() != z3::sat)
    throw z3::exception("no model");
  return Solver.get_model();
}

int main() {
  z3::context Ctx;
  z3::solver Solver(Ctx, z3::solver::simple());
  z3::expr X = Ctx.int_const("x");
  z3::expr Positive = X > 0;
  Solver.add(Positive);

  z3::model Newest = solve(Solver);
  Z3_model Previous = Newest;
  z3::model Kept = Newest;
  z3::expr Y = Ctx.int_const("y");
  z3::expr Larger = Y > X;
  Solver.add(Larger);
  Newest = solve(Solver);
  std::printf("now %u constants\n", Newest.num_consts());
  std::fflush(stdout);
  unsigned Before = Z3_model_get_num_consts(Ctx, Previous);
  if (Before == 2)
    std::puts("no change");
  return 0;
}
