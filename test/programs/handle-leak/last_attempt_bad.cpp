// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Retries with a longer time each; the parameters of the last attempt are kept for
// the report, and given back only if there was more than one.
#include <cstdio>
#include <z3.h>

namespace {

int attempt(Z3_context c, Z3_solver s, int most) {
  Z3_params last = nullptr;
  int tries = 0;
  int answer = 0;
  while (tries < most && answer == 0) {
    if (tries > 0)
      Z3_params_dec_ref(c, last);
    last = Z3_mk_params(c); // report: z3-handle-leak leak; trace: leak
    Z3_params_inc_ref(c, last);
    Z3_params_set_uint(c, last, Z3_mk_string_symbol(c, "timeout"), 100);
    Z3_solver_set_params(c, s, last);
    answer = Z3_solver_check(c, s);
    ++tries;
  }
  if (tries > 0)
    std::printf("%s\n", Z3_params_to_string(c, last));
  if (tries > 1)
    Z3_params_dec_ref(c, last);
  return answer;
}

} // namespace

int main() {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  std::printf("%d\n", attempt(c, s, 2));
  Z3_solver_dec_ref(c, s);
  Z3_del_context(c);
  return 0;
}
