// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A solution of a puzzle is an object that reads its cells from a model.
// It keeps the wrapper of the model.
#include <cstdio>
#include <z3++.h>

class Solution {
  z3::context &Ctx;
  z3::model Model;

public:
  explicit Solution(z3::solver &S)
      : Ctx(S.ctx()), Model(S.get_model()) {}
  unsigned cells() const { return Z3_model_get_num_consts(Ctx, Model); }
};

static z3::expr cell(z3::context &C, int Row, int Column) {
  return C.int_const(("c" + std::to_string(Row * 3 + Column)).c_str());
}

static unsigned solve(z3::context &C, int Size) {
  z3::solver S(C, z3::solver::simple());
  for (int R = 0; R < Size; ++R)
    for (int K = 0; K < Size; ++K)
      S.add(cell(C, R, K) > R + K);
  if (S.check() != z3::sat)
    return 0;
  Solution Sol(S);
  z3::stats Effort = S.statistics();
  unsigned Known = Effort.size();
  std::printf("%u counters\n", Known);
  return Sol.cells();
}

int main() {
  z3::context C;
  return solve(C, 2) == 4 ? 0 : 1;
}
