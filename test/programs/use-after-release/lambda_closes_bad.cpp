// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A scheduler keeps its cleanup in a lambda and calls it on every way out.
// The summary after the search reads the optimizer that the lambda closed.
#include <cstdio>
#include <z3.h>

namespace {

Z3_context makeContext() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  return C;
}

int shortest(Z3_context C, Z3_ast Makespan, int Lower) {
  Z3_optimize Opt = Z3_mk_optimize(C);
  Z3_optimize_inc_ref(C, Opt);
  Z3_params Params = Z3_mk_params(C);
  Z3_params_inc_ref(C, Params);
  Z3_params_set_uint(C, Params, Z3_mk_string_symbol(C, "timeout"), 5000);
  Z3_optimize_set_params(C, Opt, Params);
  Z3_params_dec_ref(C, Params);
  auto Close = [&] {
    std::puts("closed");
    std::fflush(stdout);
    Z3_optimize_dec_ref(C, Opt);
  };

  Z3_ast Bound = Z3_mk_int(C, Lower, Z3_mk_int_sort(C));
  Z3_inc_ref(C, Bound);
  Z3_optimize_assert(C, Opt, Z3_mk_ge(C, Makespan, Bound));
  Z3_dec_ref(C, Bound);
  unsigned Index = Z3_optimize_minimize(C, Opt, Makespan);
  if (Z3_optimize_check(C, Opt, 0, nullptr) != Z3_L_TRUE) {
    Close();
    return -1;
  }
  Close();
  Z3_ast Best = Z3_optimize_get_upper(C, Opt, Index); // report: z3-use-after-release; trace: use-after-release
  int Value = 0;
  Z3_get_numeral_int(C, Best, &Value);
  return Value;
}

} // namespace

int main() {
  Z3_context C = makeContext();
  Z3_ast Makespan =
      Z3_mk_const(C, Z3_mk_string_symbol(C, "makespan"), Z3_mk_int_sort(C));
  Z3_inc_ref(C, Makespan);
  std::printf("shortest: %d\n", shortest(C, Makespan, 12));
  Z3_dec_ref(C, Makespan);
  Z3_del_context(C);
  return 0;
}
