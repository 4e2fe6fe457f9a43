// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A fuzzer's oracle loads a script into a solver and throws when it is empty.
// The helper releases the solver that its caller owns before it throws.
#include <cstdio>
#include <stdexcept>
#include <z3.h>

static void load(Z3_context C, Z3_solver S, const char *Script) {
  Z3_solver_from_string(C, S, Script);
  Z3_ast_vector Loaded = Z3_solver_get_assertions(C, S);
  Z3_ast_vector_inc_ref(C, Loaded);
  unsigned Count = Z3_ast_vector_size(C, Loaded);
  Z3_ast_vector_dec_ref(C, Loaded);
  if (Count == 0) {
    Z3_solver_dec_ref(C, S);
    throw std::invalid_argument("empty script");
  }
}

static void run(Z3_context C, const char *Script) {
  Z3_solver S = Z3_mk_simple_solver(C);
  Z3_solver_inc_ref(C, S);
  try {
    load(C, S, Script);
    std::printf("answer: %d\n", Z3_solver_check(C, S));
  } catch (const std::invalid_argument &E) {
    std::printf("skipped: %s\n", E.what());
  }
  std::fflush(stdout);
  Z3_solver_dec_ref(C, S); // report: z3-use-after-release; trace: release-after-release
}

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  run(C, "(declare-const unused Int)");
  Z3_del_context(C);
  return 0;
}
