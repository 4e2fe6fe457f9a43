// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A compiler proves the obligations of each function; the terms are collected in a list per function.
// Each list is dropped with the references that its terms have.
#include <cstdio>
#include <vector>
#include <z3.h>

static unsigned prove(Z3_context C, Z3_solver S, Z3_ast X, int Function) {
  std::vector<Z3_ast> Obligations;
  for (int Line = 0; Line < 12; ++Line) {
    Z3_ast N = Z3_mk_int(C, Function * 100 + Line, Z3_mk_int_sort(C));
    Z3_inc_ref(C, N);
    Z3_ast Ge = Z3_mk_ge(C, X, N); // report: z3-loop-creation leak; trace: leak
    Z3_inc_ref(C, Ge);
    Z3_dec_ref(C, N);
    Obligations.push_back(Ge);
  }
  unsigned Proved = 0;
  for (Z3_ast O : Obligations)
    if (Z3_solver_check_assumptions(C, S, 1, &O) == Z3_L_TRUE)
      ++Proved;
  return Proved;
}

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  Z3_solver S = Z3_mk_simple_solver(C);
  Z3_solver_inc_ref(C, S);
  Z3_ast X = Z3_mk_const(C, Z3_mk_string_symbol(C, "x"), Z3_mk_int_sort(C));
  Z3_inc_ref(C, X);
  unsigned Proved = 0;
  for (int Function = 1; Function <= 10; ++Function)
    Proved += prove(C, S, X, Function);
  std::printf("%u proved\n", Proved);
  Z3_dec_ref(C, X);
  Z3_solver_dec_ref(C, S);
  Z3_del_context(C);
  return 0;
}
