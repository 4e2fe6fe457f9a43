// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-handle-leak
// What a method of the program lets go of is released where the variable dies.
#include <utility>
#include <z3.h>

class Solver {
  Z3_context Ctx;
  Z3_solver Raw;

public:
  explicit Solver(Z3_context C) : Ctx(C), Raw(Z3_mk_simple_solver(C)) {
    Z3_solver_inc_ref(Ctx, Raw);
  }
  Solver(const Solver &) = delete;
  Solver &operator=(const Solver &) = delete;
  ~Solver() {
    if (Raw)
      Z3_solver_dec_ref(Ctx, Raw);
  }
  Z3_solver get() const { return Raw; }
  Z3_solver letGo() { return std::exchange(Raw, nullptr); }
};

bool consistentBad(Z3_context C, Z3_ast Rule) {
  Solver Own(C); // warn: is lost and never released
  Z3_solver_assert(C, Own.get(), Rule);
  Z3_solver S = Own.letGo();
  bool Sat = Z3_solver_check(C, S) == Z3_L_TRUE;
  // fix: Z3_solver_dec_ref(C, S);
  // fix: return Sat;
  return Sat;
}

bool consistentOk(Z3_context C, Z3_ast Rule) {
  Solver Own(C);
  Z3_solver S = Own.get();
  Z3_solver_assert(C, S, Rule);
  return Z3_solver_check(C, S) == Z3_L_TRUE;
}

// Who has it is not known.
void keep(Z3_solver);
void keptOk(Z3_context C) {
  Solver Own(C);
  Z3_solver S = Own.letGo();
  keep(S);
}
