// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The deleter of the unique_ptr puts the solver back into the pool, whose
// destructor releases it.
#include <memory>
#include <type_traits>
#include <vector>
#include <z3.h>
class Pool {
  Z3_context Ctx;
  std::vector<Z3_solver> Idle;

public:
  struct Return {
    Pool *Home;
    void operator()(Z3_solver S) const { Home->takeBack(S); }
  };
  using Loan = std::unique_ptr<std::remove_pointer_t<Z3_solver>, Return>;
  explicit Pool(Z3_context C) : Ctx(C) {}
  Pool(const Pool &) = delete;
  Pool &operator=(const Pool &) = delete;
  ~Pool() {
    for (Z3_solver S : Idle)
      Z3_solver_dec_ref(Ctx, S);
  }
  Loan lend() {
    if (Idle.empty()) {
      Z3_solver S = Z3_mk_simple_solver(Ctx);
      Z3_solver_inc_ref(Ctx, S);
      return Loan(S, Return{this});
    }
    Z3_solver S = Idle.back();
    Idle.pop_back();
    return Loan(S, Return{this});
  }

private:
  void takeBack(Z3_solver S) { Idle.push_back(S); }
};
bool possible(Z3_context C, Pool &Solvers, Z3_ast Goal) {
  Pool::Loan Solver = Solvers.lend();
  return Z3_solver_check_assumptions(C, Solver.get(), 1, &Goal) == Z3_L_TRUE;
}
