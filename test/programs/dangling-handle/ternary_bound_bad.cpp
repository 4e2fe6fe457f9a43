// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A range analysis compares a bound with a limit through the C API.
// Both arms are temporaries; only a raw handle of one is kept.
#include <cstdio>
#include <z3++.h>

static bool sameSort(const z3::expr &X, bool Wide) {
  z3::context &C = X.ctx();
  Z3_ast Bound = Wide ? X + 300 : X - 300; // report: z3-dangling-handle
  z3::expr Limit = C.int_val(Wide ? 65536 : 256);
  Z3_sort Of = Z3_get_sort(C, Limit);
  return Z3_get_sort(C, Bound) == Of; // trace: use-after-release
}

int main() {
  z3::context C;
  z3::expr X = C.int_const("x");
  std::printf("%s\n", sameSort(X, true) ? "comparable" : "not comparable");
  std::fflush(stdout);
  return 0;
}
