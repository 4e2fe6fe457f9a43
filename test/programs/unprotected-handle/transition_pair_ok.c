// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A model checker builds the transition relation of a latch in two parts.
// The first part is counted while the second one is made.
#include <stdio.h>
#include <z3.h>

struct latch {
  Z3_ast now, next, enable, data;
};

static void transition(Z3_context c, Z3_solver s,
                       const struct latch *l) {
  Z3_ast sides[2];
  Z3_ast takes = Z3_mk_iff(c, l->next, l->data);
  Z3_inc_ref(c, takes);
  Z3_ast keeps = Z3_mk_iff(c, l->next, l->now);
  Z3_inc_ref(c, keeps);
  Z3_ast off = Z3_mk_not(c, l->enable);
  Z3_inc_ref(c, off);
  sides[0] = Z3_mk_implies(c, l->enable, takes);
  Z3_inc_ref(c, sides[0]);
  sides[1] = Z3_mk_implies(c, off, keeps);
  Z3_solver_assert(c, s, sides[0]);
  Z3_solver_assert(c, s, sides[1]);
  Z3_dec_ref(c, sides[0]);
  Z3_dec_ref(c, off);
  Z3_dec_ref(c, keeps);
  Z3_dec_ref(c, takes);
}

static Z3_ast flag(Z3_context c, const char *name) {
  Z3_ast b =
      Z3_mk_const(c, Z3_mk_string_symbol(c, name), Z3_mk_bool_sort(c));
  Z3_inc_ref(c, b);
  return b;
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  struct latch l = {flag(c, "now"), flag(c, "next"), flag(c, "en"),
                    flag(c, "d")};
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  transition(c, s, &l);
  printf("%d\n", (int)Z3_solver_check(c, s));
  Z3_solver_dec_ref(c, s);
  Z3_dec_ref(c, l.now);
  Z3_dec_ref(c, l.next);
  Z3_dec_ref(c, l.enable);
  Z3_dec_ref(c, l.data);
  Z3_del_context(c);
  return 0;
}
