// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Nothing changes between the two tests.
#include <optional>
#include <string>
#include <vector>
#include <z3.h>
static Z3_ast num(Z3_context c, int n) {
  Z3_ast t = Z3_mk_int(c, n, Z3_mk_int_sort(c));
  Z3_inc_ref(c, t);
  return t;
}
struct Opt {
  bool neg_ = false;
  bool negated() const { return neg_; }
};
int f(Z3_context c, Z3_solver s, const Opt &o) {
  Z3_ast t = nullptr;
  if (o.negated())
    t = num(c, 1);
  Z3_lbool r = Z3_solver_check(c, s);
  if (o.negated())
    Z3_dec_ref(c, t);
  return r;
}
int h(Z3_context c, Z3_solver s, const std::vector<int> &v) {
  Z3_ast t = nullptr;
  if (!v.empty())
    t = num(c, v[0]);
  Z3_lbool r = Z3_solver_check(c, s);
  if (!v.empty())
    Z3_dec_ref(c, t);
  return r;
}
int k(Z3_context c, Z3_solver s, const std::string &m) {
  Z3_ast t = nullptr;
  if (m == "neg")
    t = num(c, 1);
  Z3_lbool r = Z3_solver_check(c, s);
  if (m == "neg")
    Z3_dec_ref(c, t);
  return r;
}
int fld(Z3_context c, Z3_solver s, const Opt &o) {
  Z3_ast t = nullptr;
  if (o.neg_)
    t = num(c, 1);
  Z3_lbool r = Z3_solver_check(c, s);
  if (o.neg_)
    Z3_dec_ref(c, t);
  return r;
}
