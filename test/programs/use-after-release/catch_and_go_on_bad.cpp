// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A test generator goes on with the next path after a failure.
// The catch block gives the solver back and the loop goes on with it.
#include <cstdio>
#include <stdexcept>
#include <z3.h>

static void expectFeasible(Z3_lbool R, unsigned Path) {
  if (R != Z3_L_TRUE)
    throw std::domain_error("infeasible");
  std::printf("path %u: test written\n", Path);
}

static void generate(Z3_context C, const Z3_ast *Paths, unsigned Count) {
  Z3_solver S = Z3_mk_solver(C);
  Z3_solver_inc_ref(C, S);
  Z3_params P = Z3_mk_params(C);
  Z3_params_inc_ref(C, P);
  Z3_solver_set_params(C, S, P);
  Z3_params_dec_ref(C, P);
  unsigned I = 0;
  while (true) {
    Z3_lbool R = Z3_solver_check_assumptions(C, S, 1, &Paths[I]); // report: z3-use-after-release; trace: use-after-release
    try {
      expectFeasible(R, I);
    } catch (const std::domain_error &E) {
      std::printf("path %u: %s\n", I, E.what());
      std::fflush(stdout);
      Z3_solver_dec_ref(C, S);
      I++;
      continue;
    }
    if (++I == Count) {
      Z3_solver_dec_ref(C, S);
      return;
    }
  }
}

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  Z3_ast Taken =
      Z3_mk_const(C, Z3_mk_string_symbol(C, "taken"), Z3_mk_bool_sort(C));
  Z3_inc_ref(C, Taken);
  Z3_ast Paths[3] = {Taken, Z3_mk_false(C), Taken};
  generate(C, Paths, 3);
  Z3_dec_ref(C, Taken);
  Z3_del_context(C);
  return 0;
}
