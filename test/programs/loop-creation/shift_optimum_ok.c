// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A roster planner asks for each day how few people do, and goes to the next
// day when a day can't be staffed. One optimizer serves all days, in scopes.
#include <stdio.h>
#include <z3.h>

struct day {
  int demand;
  int staff;
};

static Z3_ast number(Z3_context c, int n) {
  return Z3_mk_int(c, n, Z3_mk_int_sort(c));
}

static void at_least(Z3_context c, Z3_optimize o, Z3_ast x, int low) {
  Z3_ast bound = number(c, low);
  Z3_inc_ref(c, bound);
  Z3_optimize_assert(c, o, Z3_mk_ge(c, x, bound));
  Z3_dec_ref(c, bound);
}

static void at_most(Z3_context c, Z3_optimize o, Z3_ast x, int high) {
  Z3_ast bound = number(c, high);
  Z3_inc_ref(c, bound);
  Z3_optimize_assert(c, o, Z3_mk_le(c, x, bound));
  Z3_dec_ref(c, bound);
}

static int plan(Z3_context c, const struct day *days, int n) {
  int planned = 0, i = 0;
  Z3_ast people =
      Z3_mk_const(c, Z3_mk_string_symbol(c, "people"), Z3_mk_int_sort(c));
  Z3_inc_ref(c, people);
  Z3_optimize o = Z3_mk_optimize(c);
  Z3_optimize_inc_ref(c, o);
  do {
    Z3_optimize_push(c, o);
    at_least(c, o, people, days[i].demand);
    at_most(c, o, people, days[i].staff);
    Z3_optimize_minimize(c, o, people);
    Z3_lbool answer = Z3_optimize_check(c, o, 0, NULL);
    Z3_optimize_pop(c, o);
    if (answer != Z3_L_TRUE)
      continue;
    planned++;
  } while (++i < n);
  Z3_optimize_dec_ref(c, o);
  Z3_dec_ref(c, people);
  return planned;
}

int main(void) {
  static const struct day week[] = {{3, 5}, {7, 2}, {1, 1}, {4, 3}, {9, 1}};
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  printf("%d days planned\n", plan(c, week, 5));
  Z3_del_context(c);
  return 0;
}
