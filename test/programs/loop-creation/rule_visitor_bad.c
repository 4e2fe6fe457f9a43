// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A firewall linter visits its rules by a callback. Each rule is checked with
// a time limit of its own.
// A rule that is off leaves the callback before the options are given back.
#include <stdio.h>
#include <z3.h>

struct rule {
  unsigned port, limit;
  int off;
};

struct linter {
  Z3_context c;
  Z3_solver s;
  Z3_ast port;
  int conflicts;
};

typedef int (*rule_fn)(const struct rule *r, void *user);

static int each_rule(const struct rule *rules, int n, rule_fn visit,
                     void *user) {
  for (int i = 0; i < n; i++)
    if (visit(&rules[i], user) < 0)
      return -1;
  return 0;
}

static int lint(const struct rule *r, void *user) {
  struct linter *l = user;
  Z3_params limits = Z3_mk_params(l->c); // report: z3-loop-creation leak; trace: leak
  Z3_params_inc_ref(l->c, limits);
  Z3_params_set_uint(l->c, limits, Z3_mk_string_symbol(l->c, "timeout"),
                     r->limit);
  if (r->off)
    return 0;
  Z3_solver_set_params(l->c, l->s, limits);
  Z3_params_dec_ref(l->c, limits);
  Z3_solver_push(l->c, l->s);
  Z3_ast number = Z3_mk_unsigned_int(l->c, r->port, Z3_mk_int_sort(l->c));
  Z3_solver_assert(l->c, l->s, Z3_mk_eq(l->c, l->port, number));
  if (Z3_solver_check(l->c, l->s) == Z3_L_FALSE)
    l->conflicts++;
  Z3_solver_pop(l->c, l->s, 1);
  return 0;
}

int main(void) {
  static const struct rule rules[] = {
      {22, 1000, 0}, {80, 500, 1}, {443, 800, 0}, {25, 10, 1}, {53, 5, 1}};
  Z3_config cfg = Z3_mk_config();
  struct linter l = {Z3_mk_context_rc(cfg), NULL, NULL, 0};
  Z3_del_config(cfg);
  l.s = Z3_mk_simple_solver(l.c);
  Z3_solver_inc_ref(l.c, l.s);
  l.port =
      Z3_mk_const(l.c, Z3_mk_string_symbol(l.c, "port"), Z3_mk_int_sort(l.c));
  Z3_inc_ref(l.c, l.port);
  each_rule(rules, 5, lint, &l);
  printf("%d conflicts\n", l.conflicts);
  Z3_dec_ref(l.c, l.port);
  Z3_solver_dec_ref(l.c, l.s);
  Z3_del_context(l.c);
  return l.conflicts;
}
