// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An interval domain turns a range into a pair of raw bounds for a C function.
// The pair is made of terms that the range keeps.
#include <iostream>
#include <unistd.h>
#include <utility>
#include <z3++.h>

struct Range {
  z3::expr Base;
  int Low, High;
};

static bool emptyRange(Z3_context C, Z3_solver S, Z3_ast Low, Z3_ast High) {
  Z3_solver_assert(C, S, Z3_mk_le(C, Low, High));
  return Z3_solver_check(C, S) == Z3_L_FALSE;
}

static bool isEmpty(const z3::solver &S, const Range &R) {
  z3::expr Low = R.Base + R.Low, High = R.Base + R.High;
  std::pair<Z3_ast, Z3_ast> Bounds(Low, High);
  return emptyRange(S.ctx(), S, Bounds.first, Bounds.second);
}

int main() {
  alarm(5); // a dead term may send Z3 round in circles
  z3::context C;
  z3::solver S(C, z3::solver::simple());
  Range R{C.int_const("offset"), 16, 32};
  std::cout << (isEmpty(S, R) ? "empty" : "not empty") << "\n";
  return 0;
}
