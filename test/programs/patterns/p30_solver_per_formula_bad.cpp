// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Each formula of a batch is checked on its own.
// Its solver comes from new and is never deleted.
#include <cstdio>
#include <z3++.h>

static unsigned firstImpossible(z3::context &C, const z3::expr_vector &Batch) {
  for (unsigned I = 0; I < Batch.size(); ++I) {
    z3::solver &S = *new z3::solver(C, z3::solver::simple()); // report: z3-loop-creation leak; trace: leak
    S.add(Batch[I]);
    if (S.check() == z3::unsat)
      return I;
  }
  return Batch.size();
}

int main() {
  z3::context C;
  z3::expr X = C.int_const("x");
  z3::expr_vector Batch(C);
  for (int I = 0; I < 3; ++I)
    Batch.push_back(X > I && X < 4);
  Batch.push_back(X > 4 && X < 3);
  std::printf("impossible: formula %u\n", firstImpossible(C, Batch));
  return 0;
}
