// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A compiler pass releases by a scope guard.
// The guard stands in an inner block, the solver is asked after that block.
#include <cstdio>
#include <utility>
#include <z3.h>

namespace {

template <typename F> class ScopeExit {
  F Action;

public:
  explicit ScopeExit(F Action) : Action(std::move(Action)) {}
  ScopeExit(const ScopeExit &) = delete;
  ScopeExit &operator=(const ScopeExit &) = delete;
  ~ScopeExit() { Action(); }
};

bool deadBranch(Z3_context C, Z3_ast Condition) {
  Z3_solver S = Z3_mk_simple_solver(C);
  Z3_solver_inc_ref(C, S);
  Z3_lbool R = Z3_L_UNDEF;
  {
    ScopeExit Release([&] { Z3_solver_dec_ref(C, S); });
    Z3_param_descrs Known = Z3_solver_get_param_descrs(C, S);
    Z3_param_descrs_inc_ref(C, Known);
    std::printf("options: %s\n",
                Z3_param_descrs_size(C, Known) ? "some" : "none");
    std::fflush(stdout);
    Z3_param_descrs_dec_ref(C, Known);
    R = Z3_solver_check_assumptions(C, S, 1, &Condition);
  }
  return R == Z3_L_FALSE && Z3_solver_get_num_scopes(C, S) == 0; // report: z3-use-after-release; trace: use-after-release
}

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  Z3_ast P = Z3_mk_const(C, Z3_mk_string_symbol(C, "p"), Z3_mk_bool_sort(C));
  Z3_inc_ref(C, P);
  Z3_ast Not = Z3_mk_not(C, P);
  Z3_inc_ref(C, Not);
  Z3_ast Both[2] = {P, Not};
  Z3_ast Never = Z3_mk_and(C, 2, Both);
  Z3_inc_ref(C, Never);
  std::printf("dead: %d\n", deadBranch(C, Never));
  Z3_dec_ref(C, Never);
  Z3_dec_ref(C, Not);
  Z3_dec_ref(C, P);
  Z3_del_context(C);
  return 0;
}
