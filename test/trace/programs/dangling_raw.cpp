// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A raw handle of a temporary: the temporary's release is the end of it.
#include <iostream>
#include <z3++.h>

int main() {
  z3::context c;
  z3::expr x = c.int_const("x"), y = c.int_const("y");
  Z3_ast sum = x + y; // MARK: sum
  z3::expr named = x - y;
  Z3_ast difference = named;
  std::cout << Z3_get_ast_kind(c, difference) << '\n';
  std::cout << Z3_get_ast_kind(c, sum) << '\n'; // EVENT: use-after-release ast made=sum released=sum
}
