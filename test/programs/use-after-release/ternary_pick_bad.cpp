// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A query picks its own solver or the shared one, and gives its own back before
// the last look at what it picked.
#include <cstdio>
#include <z3.h>

namespace {

struct Query {
  Z3_ast formula;
  bool isolated;
  bool verbose;
};

Z3_solver fresh(Z3_context c) {
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  return s;
}

int ask(Z3_context c, Z3_solver shared, const Query &q) {
  Z3_solver own = q.isolated ? fresh(c) : nullptr;
  Z3_solver used = own ? own : shared;
  int bonus = q.verbose ? 1 : 0;
  Z3_solver_push(c, used);
  Z3_solver_assert(c, used, q.formula);
  int result = Z3_solver_check(c, used) + bonus;
  Z3_solver_pop(c, used, 1);
  if (q.isolated)
    Z3_solver_dec_ref(c, own);
  if (bonus > 0)
    std::printf("%u scopes\n", Z3_solver_get_num_scopes(c, used)); // report: z3-use-after-release; trace: use-after-release
  return result;
}

} // namespace

int main() {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_ast p = Z3_mk_const(c, Z3_mk_string_symbol(c, "p"), Z3_mk_bool_sort(c));
  Z3_inc_ref(c, p);
  Z3_solver shared = fresh(c);
  int sum = ask(c, shared, {p, true, true}) + ask(c, shared, {p, false, true});
  std::printf("%d\n", sum);
  Z3_solver_dec_ref(c, shared);
  Z3_dec_ref(c, p);
  Z3_del_context(c);
  return 0;
}
