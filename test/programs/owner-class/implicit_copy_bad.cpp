// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An explorer tries a variant on a copy of its session.
// The session owns a solver and leaves copying to the compiler: both copies
// give the one reference back.
#include <cstdio>
#include <z3.h>

namespace {

class Session {
  Z3_context Ctx;
  Z3_solver Solver;
  unsigned Steps = 0;

public:
  explicit Session(Z3_context C) : Ctx(C), Solver(Z3_mk_simple_solver(C)) {
    Z3_solver_inc_ref(Ctx, Solver);
  }
  ~Session() { Z3_solver_dec_ref(Ctx, Solver); } // trace: release-after-release
  bool possible(Z3_ast Step) {
    Steps++;
    return Z3_solver_check_assumptions(Ctx, Solver, 1, &Step) == Z3_L_TRUE;
  }
  unsigned steps() const { return Steps; }
};

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  Z3_ast Jump =
      Z3_mk_const(C, Z3_mk_string_symbol(C, "jump"), Z3_mk_bool_sort(C));
  Z3_inc_ref(C, Jump);
  {
    Session Base(C);
    bool Possible = Base.possible(Jump);
    Session Variant = Base; // report: z3-owner-class
    Possible = Variant.possible(Jump) && Possible;
    std::printf("possible %d, %u steps\n", Possible, Variant.steps());
    std::fflush(stdout);
  }
  Z3_dec_ref(C, Jump);
  Z3_del_context(C);
  return 0;
}
