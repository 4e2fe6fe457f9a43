// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A compiler's analysis joins the guards of two branches, strictly or not. It
// makes the one that it returns.
#include <cstdio>
#include <z3++.h>

Z3_ast joined(const z3::expr &left, const z3::expr &right, bool strict) {
  z3::context &c = left.ctx();
  Z3_ast guards[] = {left, right};
  return strict ? Z3_mk_and(c, 2, guards) : Z3_mk_or(c, 2, guards);
}

int main() {
  z3::context c;
  z3::expr x = c.int_const("x");
  z3::expr left = x > 3, right = x < 9;
  z3::expr guard(c, joined(left, right, true));
  std::printf("parts: %u\n", guard.num_args());
  return 0;
}
