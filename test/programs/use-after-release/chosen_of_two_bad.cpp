// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A portfolio picks one of two optimizers and closes one of them early.
// It closes the one that it picked.
#include <cstdio>
#include <z3.h>

namespace {

Z3_optimize makeOptimizer(Z3_context C, Z3_ast Bound) {
  Z3_optimize O = Z3_mk_optimize(C);
  Z3_optimize_inc_ref(C, O);
  Z3_optimize_assert(C, O, Bound);
  return O;
}

void solve(Z3_context C, Z3_ast Bound, bool Hard) {
  Z3_optimize Quick = makeOptimizer(C, Bound);
  Z3_optimize Full = makeOptimizer(C, Bound);
  Z3_params P = Z3_mk_params(C);
  Z3_params_inc_ref(C, P);
  Z3_optimize_set_params(C, Full, P);
  Z3_params_dec_ref(C, P);

  Z3_optimize Picked = Hard ? Full : Quick;
  Z3_optimize Other = Hard ? Full : Quick;
  Z3_optimize Rest = Hard ? Quick : Full;
  Z3_optimize_dec_ref(C, Other);
  std::puts("closed one");
  std::fflush(stdout);
  Z3_lbool R = Z3_optimize_check(C, Picked, 0, nullptr); // report: z3-use-after-release; trace: use-after-release
  Z3_optimize_dec_ref(C, Rest);
  std::printf("answer: %d\n", R);
}

} // namespace

int main(int Argc, char **) {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  Z3_ast Bound =
      Z3_mk_const(C, Z3_mk_string_symbol(C, "bound"), Z3_mk_bool_sort(C));
  Z3_inc_ref(C, Bound);
  solve(C, Bound, Argc == 1);
  Z3_dec_ref(C, Bound);
  Z3_del_context(C);
  return 0;
}
