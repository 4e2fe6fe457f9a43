// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A range analysis compares a bound with a limit through the C API.
// The bound is a variable, of which the raw handle is taken.
#include <cstdio>
#include <z3++.h>

static bool sameSort(const z3::expr &X, bool Wide) {
  z3::context &C = X.ctx();
  z3::expr Kept = Wide ? X + 300 : X - 300;
  Z3_ast Bound = Kept;
  z3::expr Limit = C.int_val(Wide ? 65536 : 256);
  Z3_sort Of = Z3_get_sort(C, Limit);
  return Z3_get_sort(C, Bound) == Of;
}

int main() {
  z3::context C;
  z3::expr X = C.int_const("x");
  std::printf("%s\n", sameSort(X, true) ? "comparable" : "not comparable");
  std::fflush(stdout);
  return 0;
}
