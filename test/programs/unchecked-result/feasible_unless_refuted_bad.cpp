// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A symbolic executor calls a path feasible unless it is refuted, and reads the
// inputs of a feasible path later.
// "Not refuted" may be "unknown", where no model is promised.
#include <cstdio>
#include <z3.h>

namespace {

class PathSolver {
  Z3_context Ctx;
  Z3_solver Solver;
  bool Feasible = false;

public:
  explicit PathSolver(Z3_context C) : Ctx(C), Solver(Z3_mk_solver(C)) {
    Z3_solver_inc_ref(Ctx, Solver);
  }
  PathSolver(const PathSolver &) = delete;
  PathSolver &operator=(const PathSolver &) = delete;
  ~PathSolver() { Z3_solver_dec_ref(Ctx, Solver); }

  void take(Z3_ast Branch) {
    Z3_solver_assert(Ctx, Solver, Branch);
    Feasible = Z3_solver_check(Ctx, Solver) != Z3_L_FALSE;
  }
  bool feasible() const { return Feasible; }

  unsigned numInputs() const {
    if (!Feasible)
      return 0;
    Z3_model M = Z3_solver_get_model(Ctx, Solver);
    Z3_model_inc_ref(Ctx, M);
    unsigned N = Z3_model_get_num_consts(Ctx, M);
    Z3_model_dec_ref(Ctx, M);
    return N;
  }
};

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  {
    PathSolver Path(C);
    for (int I = 0; I < 3 && (I == 0 || Path.feasible()); ++I)
      Path.take(Z3_mk_const(C, Z3_mk_int_symbol(C, I), Z3_mk_bool_sort(C)));
    std::printf("%u inputs\n", Path.numInputs()); // report: z3-unchecked-result
  }
  Z3_del_context(C);
  return 0;
}
