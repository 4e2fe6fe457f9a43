// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A portfolio works on the slot of the solver whose turn it is.
// The slot is closed by name after the last use of the reference to it.
#include <cstdio>
#include <z3.h>

namespace {

struct Portfolio {
  Z3_context C;
  Z3_solver Fast;
  Z3_solver Thorough;
};

Z3_solver hold(Z3_context C, Z3_solver S) {
  Z3_solver_inc_ref(C, S);
  return S;
}

void open(Portfolio &P, Z3_context C) {
  P.C = C;
  P.Fast = hold(C, Z3_mk_simple_solver(C));
  P.Thorough = hold(C, Z3_mk_solver(C));
}

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  Z3_ast Goal =
      Z3_mk_const(C, Z3_mk_string_symbol(C, "goal"), Z3_mk_bool_sort(C));
  Z3_inc_ref(C, Goal);

  Portfolio P;
  open(P, C);
  Z3_solver &Turn = P.Fast;
  Z3_solver_assert(C, Turn, Goal);
  std::printf("fast: %d\n", Z3_solver_check(C, Turn));
  std::fflush(stdout);
  unsigned Scopes = Z3_solver_get_num_scopes(C, Turn);
  Z3_solver_dec_ref(C, P.Fast);
  if (Scopes == 0)
    std::puts("no scopes");
  Z3_solver_dec_ref(C, P.Thorough);

  Z3_dec_ref(C, Goal);
  Z3_del_context(C);
  return 0;
}
