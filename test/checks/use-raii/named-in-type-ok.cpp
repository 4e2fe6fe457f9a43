// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-use-raii
// The type of the variable is named: with a class there it may not compile.
#include <z3.h>

bool sameTypeOk(Z3_context c) {
  Z3_ast goal = Z3_mk_true(c);
  Z3_inc_ref(c, goal);
  decltype(goal) none = nullptr;
  const bool same = Z3_is_eq_ast(c, goal, goal) && !none;
  Z3_dec_ref(c, goal);
  return same;
}
