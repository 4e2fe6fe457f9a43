// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include <cstdio>
#include <z3raii/z3raii.h>

int main() {
  z3raii::context c;
  z3raii::reusable_solver solver(c);
  auto use = solver.begin();
  auto no = z3raii::ast::share(c, Z3_mk_false(c));
  Z3_solver_assert(c, use, no);
  if (Z3_solver_check(c, use) != Z3_L_FALSE)
    return 1;
  std::puts(z3raii::to_string(no).c_str());
  return 0;
}
