// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A symbolic executor has a handle class of its own with an early release().
// The released solver is asked through get().
#include <cstdio>
#include <z3.h>

namespace {

class SolverHandle {
  Z3_context C;
  Z3_solver S;
  bool Held = true;

public:
  explicit SolverHandle(Z3_context C) : C(C), S(Z3_mk_simple_solver(C)) {
    Z3_solver_inc_ref(C, S);
  }
  SolverHandle(const SolverHandle &) = delete;
  SolverHandle &operator=(const SolverHandle &) = delete;
  ~SolverHandle() {
    if (Held)
      Z3_solver_dec_ref(C, S);
  }
  Z3_solver get() const { return S; }
  /// Gives the reference back at once, not at the end of the scope.
  void release() {
    if (Held)
      Z3_solver_dec_ref(C, S);
    Held = false;
  }
};

unsigned explore(Z3_context C, Z3_ast Condition) {
  SolverHandle Path(C);
  Z3_solver_assert(C, Path.get(), Condition);
  unsigned Feasible = 0;
  if (Z3_solver_check(C, Path.get()) == Z3_L_TRUE) {
    Z3_model M = Z3_solver_get_model(C, Path.get());
    Z3_model_inc_ref(C, M);
    Feasible += Z3_model_get_num_consts(C, M) > 0;
    Z3_model_dec_ref(C, M);
  }
  std::puts("explored");
  std::fflush(stdout);
  Path.release();
  Feasible += Z3_solver_get_num_scopes(C, Path.get()); // report: z3-use-after-release; trace: use-after-release
  return Feasible;
}

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  Z3_ast Condition =
      Z3_mk_const(C, Z3_mk_string_symbol(C, "taken"), Z3_mk_bool_sort(C));
  Z3_inc_ref(C, Condition);
  std::printf("feasible: %u\n", explore(C, Condition));
  Z3_dec_ref(C, Condition);
  Z3_del_context(C);
  return 0;
}
