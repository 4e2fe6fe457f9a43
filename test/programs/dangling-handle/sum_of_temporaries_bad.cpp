// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A linear constraint is looked at through the C API.
// The raw handle of the sum is taken from a temporary that ends with the
// statement.
#include <cstdio>
#include <z3++.h>

static bool isTerm(const z3::expr &X, const z3::expr &Y) {
  z3::context &C = X.ctx();
  Z3_ast Sum = X + Y; // report: z3-dangling-handle
  z3::expr Limit = C.int_val(512);
  return Limit.is_app() && Z3_is_app(C, Sum); // trace: use-after-release
}

int main() {
  z3::context C;
  z3::expr X = C.int_const("x"), Y = C.int_const("y");
  std::printf("%s\n", isTerm(X, Y) ? "a term" : "no term");
  std::fflush(stdout);
  return 0;
}
