// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A type table turns raw sorts into z3::sort.
// A raw sort waits for its owner while an expression is built.
#include <cstdio>
#include <z3++.h>

static z3::expr emptyMemory(z3::context &C, unsigned Width) {
  z3::sort Index = C.bv_sort(Width);
  Z3_sort Raw = Z3_mk_array_sort(C, Index, C.bv_sort(8));
  z3::expr Zero = C.bv_val(0u, 8);
  z3::sort Memory(C, Raw); // report: z3-unprotected-handle; trace: unprotected-use
  std::printf("memory: %d\n", Memory.is_array());
  std::fflush(stdout);
  return z3::const_array(Index, Zero);
}

int main() {
  z3::context C;
  z3::expr Memory = emptyMemory(C, 20);
  std::printf("array: %d\n", Memory.is_array());
  std::fflush(stdout);
  return 0;
}
