// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A scheduler sets its solvers up in one place. The reference that was needed
// for that is that of the wrapper which it returns.
#include <cstdio>
#include <z3++.h>

z3::solver solver_for(z3::context &c, const char *logic, unsigned timeout) {
  z3::solver s(c, Z3_mk_solver_for_logic(c, Z3_mk_string_symbol(c, logic)));
  z3::params limits(c);
  limits.set("timeout", timeout);
  Z3_solver_set_params(c, s, limits);
  return s;
}

int main() {
  z3::context c;
  z3::solver s = solver_for(c, "QF_LIA", 1000);
  z3::expr start = c.int_const("start");
  s.add(start >= 8 && start + 4 <= 12);
  std::printf("slot: %s\n", s.check() == z3::sat ? "found" : "none");
  return 0;
}
