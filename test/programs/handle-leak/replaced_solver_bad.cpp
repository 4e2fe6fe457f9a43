// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A verifier that falls back to a simple solver when the first one gives up.
// The variable is overwritten while it still owns the first solver.
#include <cstdio>
#include <z3.h>

namespace {

Z3_lbool checkWithFallback(Z3_context C, Z3_ast Property) {
  Z3_solver S = Z3_mk_solver_for_logic(C, Z3_mk_string_symbol(C, "QF_UF")); // report: z3-handle-leak leak; trace: leak
  Z3_solver_inc_ref(C, S);
  Z3_solver_assert(C, S, Property);
  Z3_lbool Answer = Z3_solver_check(C, S);
  if (Answer != Z3_L_FALSE) {
    S = Z3_mk_simple_solver(C);
    Z3_solver_inc_ref(C, S);
    Z3_solver_assert(C, S, Property);
    Answer = Z3_solver_check(C, S);
  }
  Z3_solver_dec_ref(C, S);
  return Answer;
}

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  Z3_ast P = Z3_mk_const(C, Z3_mk_string_symbol(C, "p"), Z3_mk_bool_sort(C));
  Z3_inc_ref(C, P);
  std::printf("%d\n", checkWithFallback(C, P));
  Z3_dec_ref(C, P);
  Z3_del_context(C);
  return 0;
}
