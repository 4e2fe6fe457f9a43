// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A search stops at the first candidate that holds and keeps its model, which the
// caller's cleanup has given back when it is printed.
#include <cstdio>
#include <vector>
#include <z3.h>

namespace {

void search(Z3_context c, const std::vector<Z3_ast> &candidates, bool quiet) {
  bool found = false;
  Z3_model best = nullptr;
  for (Z3_ast candidate : candidates) {
    Z3_solver s = Z3_mk_simple_solver(c);
    Z3_solver_inc_ref(c, s);
    Z3_solver_assert(c, s, candidate);
    if (Z3_solver_check(c, s) == Z3_L_TRUE) {
      best = Z3_solver_get_model(c, s);
      Z3_model_inc_ref(c, best);
      found = true;
    }
    Z3_solver_dec_ref(c, s);
    if (found)
      break;
  }
  std::printf("%s\n", found ? "holds" : "fails");
  if (found)
    Z3_model_dec_ref(c, best);
  if (found && !quiet)
    std::printf("%u constants\n", Z3_model_get_num_consts(c, best)); // report: z3-use-after-release; trace: use-after-release
}

} // namespace

int main(int argc, char **) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_ast p = Z3_mk_const(c, Z3_mk_string_symbol(c, "p"), Z3_mk_bool_sort(c));
  Z3_inc_ref(c, p);
  search(c, {p, p}, argc > 1);
  Z3_dec_ref(c, p);
  Z3_del_context(c);
  return 0;
}
