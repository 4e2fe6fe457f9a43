// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A peephole optimizer keeps the operands of a pattern in a vector of terms.
// The vector is cleared, then a raw operand is asked for its kind.
#include <cstdio>
#include <vector>
#include <z3++.h>

static std::vector<z3::expr> operands(z3::context &Ctx) {
  std::vector<z3::expr> Result;
  Result.reserve(2);
  Result.push_back(Ctx.bv_const("left", 16));
  Result.push_back(Ctx.bv_const("right", 16));
  return Result;
}

int main() {
  z3::context Ctx;
  std::vector<z3::expr> Operands = operands(Ctx);
  Z3_ast Left = Operands[0];
  unsigned Width = Operands[0].get_sort().bv_size();
  Operands.clear();
  bool IsTerm = Z3_is_app(Ctx, Left); // report: z3-use-after-release; trace: use-after-release
  std::printf("width %u, term %d\n", Width, IsTerm);
  return 0;
}
