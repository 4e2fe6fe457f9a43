// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-loop-creation
// A declaration before the loop would be passed by.
#include <z3++.h>

int gotoBad(z3::context &c, int n) {
  int possible = 0;
  if (n < 0)
    goto done;
  for (int i = 0; i < n; i++) {
    z3::solver s(c); // warn-nofix: is made anew in each iteration
    s.add(c.int_const("x") > i);
    possible += s.check() == z3::sat;
  }
done:
  return possible;
}

int rawGotoBad(Z3_context c, Z3_ast goal, int n) {
  int possible = 0;
  if (n < 0)
    goto done;
  for (int i = 0; i < n; i++) {
    Z3_solver s = Z3_mk_solver(c); // warn-nofix: is made anew in each iteration
    Z3_solver_inc_ref(c, s);
    Z3_solver_assert(c, s, goal);
    possible += Z3_solver_check(c, s) == Z3_L_TRUE;
    Z3_solver_dec_ref(c, s);
  }
done:
  return possible;
}

int switchBad(z3::context &c, int n, int how) {
  int possible = 0;
  switch (how) {
  case 0:
    possible = 1;
    for (int i = 0; i < n; i++) {
      z3::solver s(c); // warn-nofix: is made anew in each iteration
      s.add(c.int_const("x") > i);
      possible += s.check() == z3::sat;
    }
    break;
  case 1:
    possible = 2;
    break;
  }
  return possible;
}
