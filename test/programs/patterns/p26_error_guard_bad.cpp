// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Errors are recorded in a guard on the stack, and calls that fail return
// NULL.
// The negation of what is no formula is asserted without a look at the guard.
// Z3 leaves a NULL out and sets an error, so that no handle is misused in the
// run: the printed answer is 1 with a constraint missing.
#include <cstdio>
#include <z3.h>

namespace {

thread_local struct Guard *Top;

struct Guard {
  Guard *Previous;
  bool Failed = false;
  explicit Guard(Z3_context C) : Previous(Top) {
    Top = this;
    Z3_set_error_handler(C, &record);
  }
  Guard(const Guard &) = delete;
  ~Guard() { Top = Previous; }
  static void record(Z3_context, Z3_error_code) {
    if (Top)
      Top->Failed = true;
  }
};

bool require(Z3_context C, Z3_solver S, Z3_ast Forbidden) {
  Guard G(C);
  Z3_ast Allowed = Z3_mk_not(C, Forbidden);
  Z3_solver_assert(C, S, Allowed); // report: z3-unchecked-result
  return true;
}

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  Z3_ast Count =
      Z3_mk_const(C, Z3_mk_string_symbol(C, "count"), Z3_mk_int_sort(C));
  Z3_inc_ref(C, Count);
  Z3_solver S = Z3_mk_simple_solver(C);
  Z3_solver_inc_ref(C, S);
  bool Required = require(C, S, Count);
  std::printf("required %d, answer %d\n", Required, Z3_solver_check(C, S));
  Z3_solver_dec_ref(C, S);
  Z3_dec_ref(C, Count);
  Z3_del_context(C);
  return 0;
}
