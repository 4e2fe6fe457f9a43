// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A compiler keeps the terms of its registers in an object with its context.
// The terms are declared before the context.
#include <cstdio>
#include <string>
#include <vector>
#include <z3++.h>

namespace {

class Registers {              // trace: use-after-context-delete
  std::vector<z3::expr> Terms; // report: z3-outlives-context
  z3::context Ctx;

public:
  explicit Registers(unsigned Count) {
    for (unsigned I = 0; I < Count; ++I)
      Terms.push_back(Ctx.bv_const(("r" + std::to_string(I)).c_str(), 32));
  }
  z3::expr sum() const { return Terms[0] + Terms[1]; }
};

void run() {
  Registers R(4);
  std::printf("%u operands\n", R.sum().num_args());
  std::fflush(stdout);
}

} // namespace

int main() {
  run();
  return 0;
}
