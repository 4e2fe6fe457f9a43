// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A scheduler sets its solvers up in one place. The reference that was needed
// for that is given back before anybody else has one.
#include <cstdio>
#include <z3++.h>

Z3_solver solver_for(z3::context &c, const char *logic, unsigned timeout) {
  Z3_solver s = Z3_mk_solver_for_logic(c, Z3_mk_string_symbol(c, logic));
  Z3_solver_inc_ref(c, s);
  z3::params limits(c);
  limits.set("timeout", timeout);
  Z3_solver_set_params(c, s, limits);
  Z3_solver_dec_ref(c, s);
  return s; // report: z3-use-after-release
}

int main() {
  z3::context c;
  z3::solver s(c, solver_for(c, "QF_LIA", 1000)); // trace: use-after-release
  z3::expr start = c.int_const("start");
  s.add(start >= 8 && start + 4 <= 12);
  std::printf("slot: %s\n", s.check() == z3::sat ? "found" : "none");
  return 0;
}
