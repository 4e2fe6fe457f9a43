// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An interpreter builds a select over a store chain with the C API.
// The operands are temporaries, of which the array keeps the raw handles.
#include <cstdio>
#include <vector>
#include <z3++.h>

static z3::expr distinctSlots(z3::context &C, const z3::expr &Base) {
  Z3_ast Slots[3] = {Base + 0x10, Base + 0x20, Base + 0x30}; // report: z3-dangling-handle
  Z3_ast Apart = Z3_mk_distinct(C, 3, Slots);                // trace: use-after-release
  return z3::expr(C, Apart);
}

int main() {
  z3::context C;
  z3::expr Base = C.bv_const("base", 32);
  z3::expr Apart = distinctSlots(C, Base);
  std::printf("%u slots\n", Apart.num_args());
  std::fflush(stdout);
  return 0;
}
