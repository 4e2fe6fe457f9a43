// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Handles counted by hand, rightly, that a z3raii handle takes over.
// run: --checks=-*,z3-use-raii
// prints: 1 0 7
#include <cstdio>
#include <z3.h>

static int askBad(Z3_context c, Z3_ast goal) {
  Z3_solver s = Z3_mk_simple_solver(c); // warn: 's' is counted by hand; a z3raii handle does it
  Z3_solver_inc_ref(c, s);
  Z3_solver_assert(c, s, goal);
  int possible = Z3_solver_check(c, s) == Z3_L_TRUE;
  Z3_solver_dec_ref(c, s);
  return possible;
}
// fix: z3raii::solver s = z3raii::solver::share(c, Z3_mk_simple_solver(c));
// fix: Z3_solver_assert(c, s, goal);
// fix: int possible = Z3_solver_check(c, s) == Z3_L_TRUE;
// fix: return possible;

static int twoWaysBad(Z3_context c, Z3_ast goal) {
  Z3_solver s = Z3_mk_simple_solver(c); // warn: 's' is counted by hand; a z3raii handle does it
  Z3_solver_inc_ref(c, s);
  Z3_solver_assert(c, s, goal);
  if (Z3_solver_check(c, s) != Z3_L_TRUE) {
    Z3_solver_dec_ref(c, s);
    return -1;
  }
  Z3_model m = Z3_solver_get_model(c, s); // warn: 'm' is counted by hand; a z3raii handle does it
  Z3_model_inc_ref(c, m);
  int constants = Z3_model_get_num_consts(c, m);
  Z3_model_dec_ref(c, m);
  Z3_solver_dec_ref(c, s);
  return constants - 1;
}
// fix: z3raii::solver s = z3raii::solver::share(c, Z3_mk_simple_solver(c));
// fix: return -1;
// fix: z3raii::model m = z3raii::model::share(c, Z3_solver_get_model(c, s));
// fix: return constants - 1;

static int eachBad(Z3_context c) {
  int sum = 0;
  for (int i = 0; i < 3; ++i) {
    Z3_ast n = Z3_mk_int(c, 1 + i, Z3_mk_int_sort(c)); // warn: 'n' is counted by hand; a z3raii handle does it
    Z3_inc_ref(c, n);
    int value = 0;
    Z3_get_numeral_int(c, n, &value);
    sum += value;
    Z3_dec_ref(c, n);
  }
  return sum + 1;
}
// fix: z3raii::ast n = z3raii::ast::share(c, Z3_mk_int(c, 1 + i, Z3_mk_int_sort(c)));

struct Keeper {
  Z3_solver s;
};

static void handsOnOk(Z3_context c, Keeper &k) {
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  k.s = s;
  Z3_solver_dec_ref(c, k.s);
}

static void lostOk(Z3_context c, bool early) {
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  if (early)
    return; // a leak comes first
  Z3_solver_dec_ref(c, s);
}

int main() {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_ast p = Z3_mk_const(c, Z3_mk_string_symbol(c, "p"), Z3_mk_bool_sort(c)); // warn: 'p' is counted by hand; a z3raii handle does it
  Z3_inc_ref(c, p);
  int asked = askBad(c, p), ways = twoWaysBad(c, p), sum = eachBad(c);
  std::printf("%d %d %d\n", asked, ways, sum);
  Keeper k;
  handsOnOk(c, k);
  lostOk(c, false);
  Z3_dec_ref(c, p);
  Z3_del_context(c);
  return 0;
}
// fix: z3raii::ast p = z3raii::ast::share(c, Z3_mk_const(c, Z3_mk_string_symbol(c, "p"), Z3_mk_bool_sort(c)));
// fix: p.release();
