// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Handles that are released by hand before the function deletes their context.
// run: --checks=-*,z3-use-raii
// prints: 1
#include <cstdio>
#include <z3.h>

static int wholeBad() {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_ast p = Z3_mk_const(c, Z3_mk_string_symbol(c, "p"), Z3_mk_bool_sort(c)); // warn: 'p' is counted by hand; a z3raii handle does it
  Z3_inc_ref(c, p);
  Z3_solver s = Z3_mk_simple_solver(c); // warn: 's' is counted by hand; a z3raii handle does it
  Z3_solver_inc_ref(c, s);
  Z3_solver_assert(c, s, p);
  int possible = Z3_solver_check(c, s) == Z3_L_TRUE;
  Z3_solver_dec_ref(c, s);
  Z3_dec_ref(c, p);
  Z3_del_context(c);
  return possible;
}
// fix: z3raii::ast p = z3raii::ast::share(c, Z3_mk_const(c, Z3_mk_string_symbol(c, "p"), Z3_mk_bool_sort(c)));
// fix: z3raii::solver s = z3raii::solver::share(c, Z3_mk_simple_solver(c));
// fix: Z3_solver_assert(c, s, p);
// fix: s.release();
// fix: p.release();
// fix: Z3_del_context(c);

int main() { std::printf("%d\n", wholeBad()); }
