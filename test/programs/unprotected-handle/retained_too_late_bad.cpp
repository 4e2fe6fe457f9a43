// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A scheduler says that one job starts after another one ends.
// The sum is retained only behind the call that has made the next term.
#include <cstdio>
#include <initializer_list>
#include <z3.h>

namespace {

Z3_ast variable(Z3_context C, const char *Name) {
  Z3_ast V = Z3_mk_const(C, Z3_mk_string_symbol(C, Name), Z3_mk_int_sort(C));
  Z3_inc_ref(C, V);
  return V;
}

void order(Z3_context C, Z3_solver S, Z3_ast Start, Z3_ast End, Z3_ast Length) {
  Z3_ast Summands[2] = {Start, Length};
  Z3_ast Sum = Z3_mk_add(C, 2, Summands);
  Z3_ast Done = Z3_mk_eq(C, End, Start);
  Z3_inc_ref(C, Done);
  Z3_inc_ref(C, Sum); // report: z3-unprotected-handle; trace: unprotected-use
  Z3_solver_assert(C, S, Done);
  Z3_dec_ref(C, Sum);
  Z3_dec_ref(C, Done);
}

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  Z3_solver S = Z3_mk_simple_solver(C);
  Z3_solver_inc_ref(C, S);
  Z3_ast Start = variable(C, "start"), End = variable(C, "end"),
         Length = variable(C, "length");
  order(C, S, Start, End, Length);
  std::printf("%d\n", Z3_solver_check(C, S));
  for (Z3_ast V : {Start, End, Length})
    Z3_dec_ref(C, V);
  Z3_solver_dec_ref(C, S);
  Z3_del_context(C);
  return 0;
}
