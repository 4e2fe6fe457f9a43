// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The loop was left before its end if and only if it has found something.
#include <vector>
#include <z3++.h>
int a(z3::solver &s, const std::vector<z3::expr> &v) {
  auto it = v.begin();
  for (; it != v.end(); ++it) {
    z3::expr_vector as(s.ctx());
    as.push_back(*it);
    if (s.check(as) == z3::sat)
      break;
  }
  if (it == v.end())
    return -1;
  return s.get_model().size();
}
int c(Z3_context c, const std::vector<Z3_ast> &v) {
  Z3_ast t = nullptr;
  auto it = v.begin();
  for (; it != v.end(); ++it)
    if (Z3_is_app(c, *it)) {
      t = Z3_mk_not(c, *it);
      Z3_inc_ref(c, t);
      break;
    }
  if (it == v.end())
    return -1;
  int k = Z3_get_ast_id(c, t);
  Z3_dec_ref(c, t);
  return k;
}
