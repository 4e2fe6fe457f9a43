// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A checker works on the solver that it is given, or on one of its own.
// The flag that says which is set the wrong way round in verbose runs.
#include <cstdio>
#include <z3.h>

namespace {

Z3_ast clause(Z3_context c, const char *name) {
  Z3_ast a = Z3_mk_const(c, Z3_mk_string_symbol(c, name), Z3_mk_bool_sort(c));
  Z3_inc_ref(c, a);
  return a;
}

Z3_lbool check(Z3_context c, Z3_solver given, bool fresh) {
  bool owned = false;
  if (!fresh && given)
    std::puts("shared");
  else if (!given)
    owned = true;
  Z3_ast goal = clause(c, "goal");
  Z3_solver s = given;
  if (fresh) {
    s = Z3_mk_solver(c); // report: z3-handle-leak leak; trace: leak
    Z3_solver_inc_ref(c, s);
  }
  Z3_solver_push(c, s);
  Z3_solver_assert(c, s, goal);
  Z3_lbool r = Z3_solver_check(c, s);
  Z3_solver_pop(c, s, 1);
  Z3_dec_ref(c, goal);
  if (owned)
    Z3_solver_dec_ref(c, s);
  return r;
}

} // namespace

int main() {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_solver shared = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, shared);
  int sum = check(c, shared, false) + check(c, shared, true);
  std::printf("%d\n", sum);
  Z3_solver_dec_ref(c, shared);
  Z3_del_context(c);
  return 0;
}
