// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A prover releases its solver by a guard that runs a lambda at the scope's end.
// The guard is set up below the quick way out.
#include <cstdio>
#include <z3.h>

namespace {

template <typename F>
struct AtExit {
  F Action;
  explicit AtExit(F A) : Action(A) {}
  AtExit(const AtExit &) = delete;
  ~AtExit() { Action(); }
};

int prove(Z3_context C, Z3_ast Claim, bool Trivial) {
  Z3_solver S = Z3_mk_simple_solver(C); // report: z3-handle-leak; trace: leak
  Z3_solver_inc_ref(C, S);
  if (Trivial)
    return 1;
  AtExit Done([&] { Z3_solver_dec_ref(C, S); });
  Z3_ast Denied = Z3_mk_not(C, Claim);
  Z3_inc_ref(C, Denied);
  Z3_solver_assert(C, S, Denied);
  Z3_dec_ref(C, Denied);
  return Z3_solver_check(C, S) == Z3_L_FALSE;
}

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  Z3_ast P = Z3_mk_const(C, Z3_mk_string_symbol(C, "p"), Z3_mk_bool_sort(C));
  Z3_inc_ref(C, P);
  int Proved = prove(C, P, false) + prove(C, Z3_mk_true(C), true);
  std::printf("%d of 2 proved\n", Proved);
  Z3_dec_ref(C, P);
  Z3_del_context(C);
  return 0;
}
