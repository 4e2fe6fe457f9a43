// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Queries declare the functions that they need, by a raw symbol of a temporary.
// Each query invents a new name, and names stay for the life of the process.
#include <cstdio>
#include <string>
#include <z3++.h>

static z3::func_decl declare(z3::context &C, const std::string &Name) {
  Z3_symbol S = C.str_symbol(Name.c_str()); // trace: growth
  z3::sort Int = C.int_sort();
  Z3_sort Domain[] = {Int};
  return z3::func_decl(C, Z3_mk_func_decl(C, S, 1, Domain, Int));
}

int main() {
  z3::context C;
  z3::solver S(C, z3::solver::simple());
  z3::expr X = C.int_const("x");
  int Possible = 0;
  for (int Query = 0; Query < 40; ++Query) {
    S.push();
    z3::func_decl F = declare(C, "f_" + std::to_string(Query)); // report: z3-loop-creation growth
    S.add(F(X) > Query && F(X + 1) < X);
    if (S.check() == z3::sat)
      ++Possible;
    S.pop();
  }
  std::printf("%d possible\n", Possible);
  return 0;
}
