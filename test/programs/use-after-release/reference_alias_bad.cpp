// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A portfolio works on the slot of the solver whose turn it is.
// The slot is closed by name, the reference to it is used after that.
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
  Z3_solver_dec_ref(C, P.Fast);
  unsigned Scopes = Z3_solver_get_num_scopes(C, Turn); // report: z3-use-after-release; trace: use-after-release
  if (Scopes == 0)
    std::puts("no scopes");
  Z3_solver_dec_ref(C, P.Thorough);

  Z3_dec_ref(C, Goal);
  Z3_del_context(C);
  return 0;
}
