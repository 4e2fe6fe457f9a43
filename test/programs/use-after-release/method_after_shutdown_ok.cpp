// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A policy engine has a method that frees its prover, and one that asks it.
// The engine is asked and shut down after that.
#include <cstdio>
#include <z3.h>

namespace {

class PolicyEngine {
  Z3_context C;
  Z3_solver Prover;
  Z3_ast Allowed;

public:
  explicit PolicyEngine(Z3_context C) : C(C) {
    Prover = Z3_mk_simple_solver(C);
    Z3_solver_inc_ref(C, Prover);
    Z3_params P = Z3_mk_params(C);
    Z3_params_inc_ref(C, P);
    Z3_solver_set_params(C, Prover, P);
    Z3_params_dec_ref(C, P);
    Allowed =
        Z3_mk_const(C, Z3_mk_string_symbol(C, "allowed"), Z3_mk_bool_sort(C));
    Z3_inc_ref(C, Allowed);
    Z3_solver_assert(C, Prover, Allowed);
  }
  PolicyEngine(const PolicyEngine &) = delete;
  PolicyEngine &operator=(const PolicyEngine &) = delete;
  ~PolicyEngine() { Z3_dec_ref(C, Allowed); }
  void shutDown() {
    std::puts("shut down");
    std::fflush(stdout);
    Z3_solver_dec_ref(C, Prover);
  }
  bool permits() {
    Z3_lbool R = Z3_solver_check_assumptions(C, Prover, 1, &Allowed);
    return R == Z3_L_TRUE;
  }
};

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  {
    PolicyEngine Engine(C);
    std::printf("permits: %d\n", Engine.permits());
    bool Later = Engine.permits();
    Engine.shutDown();
    std::printf("later: %d\n", Later);
  }
  Z3_del_context(C);
  return 0;
}
