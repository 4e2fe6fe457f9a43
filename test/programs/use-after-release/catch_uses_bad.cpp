// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A fuzzer's oracle evaluates terms in a model and reports what fails.
// The model goes back before the failure is thrown, the report asks it.
#include <cstdio>
#include <stdexcept>
#include <string>
#include <z3.h>

static int valueOf(Z3_context C, Z3_model M, Z3_ast Term) {
  Z3_ast Value = nullptr;
  int Result = 0;
  if (!Z3_model_eval(C, M, Term, false, &Value) ||
      !Z3_get_numeral_int(C, Value, &Result))
    return 0;
  return Result;
}

static void check(Z3_context C, Z3_solver S, Z3_ast Known, Z3_ast Free) {
  if (Z3_solver_check(C, S) != Z3_L_TRUE)
    return;
  Z3_model M = Z3_solver_get_model(C, S);
  Z3_model_inc_ref(C, M);
  int Sum = valueOf(C, M, Known);
  try {
    Z3_stats Stats = Z3_solver_get_statistics(C, S);
    Z3_stats_inc_ref(C, Stats);
    std::printf("stats: %s\n", Z3_stats_size(C, Stats) ? "some" : "none");
    Z3_stats_dec_ref(C, Stats);
    Z3_ast Value = nullptr;
    if (!Z3_model_eval(C, M, Free, false, &Value) ||
        !Z3_is_numeral_ast(C, Value)) {
      Z3_model_dec_ref(C, M);
      throw std::runtime_error("not a number");
    }
  } catch (const std::exception &E) {
    std::printf("%s after %d\n", E.what(), Sum);
    std::fflush(stdout);
    unsigned Constants = Z3_model_get_num_consts(C, M); // report: z3-use-after-release; trace: use-after-release
    if (Constants == 0)
      std::puts("empty model");
    return;
  }
  Z3_model_dec_ref(C, M);
}

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  Z3_sort Int = Z3_mk_int_sort(C);
  Z3_ast Known = Z3_mk_const(C, Z3_mk_string_symbol(C, "known"), Int);
  Z3_inc_ref(C, Known);
  Z3_ast Free = Z3_mk_const(C, Z3_mk_string_symbol(C, "free"), Int);
  Z3_inc_ref(C, Free);
  Z3_ast Five = Z3_mk_int(C, 5, Int);
  Z3_inc_ref(C, Five);
  Z3_solver S = Z3_mk_solver(C);
  Z3_solver_inc_ref(C, S);
  Z3_solver_assert(C, S, Z3_mk_eq(C, Known, Five));

  check(C, S, Known, Free);

  Z3_solver_dec_ref(C, S);
  Z3_dec_ref(C, Five);
  Z3_dec_ref(C, Free);
  Z3_dec_ref(C, Known);
  Z3_del_context(C);
  return 0;
}
