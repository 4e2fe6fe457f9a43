// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A translator keeps the terms of a block in a vector of z3::expr.
// The raw first value of the block is looked at when the vector is gone.
#include <cstdio>
#include <string>
#include <vector>
#include <z3++.h>

static unsigned hashOf(z3::context &Ctx, unsigned Steps) {
  Z3_ast Result = nullptr;
  {
    std::vector<z3::expr> Values;
    for (unsigned I = 0; I < Steps; ++I) {
      std::string Name = "step" + std::to_string(I);
      Values.push_back(Ctx.int_const(Name.c_str()) + 100);
    }
    Result = Values.front();
  }
  unsigned Hash = Z3_get_ast_hash(Ctx, Result); // report: z3-use-after-release; trace: use-after-release
  return Hash % 2;
}

int main() {
  z3::context Ctx;
  std::printf("%u is the last bit\n", hashOf(Ctx, 5));
  return 0;
}
