// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A firewall tool looks for rules that an earlier rule makes pointless.
// A rule for another protocol is skipped with its condition still counted.
#include <stdio.h>
#include <z3.h>

typedef enum { TCP, UDP } protocol_t;

typedef struct rule {
  protocol_t protocol;
  int low, high;
} rule_t;

static Z3_ast port_in(Z3_context c, Z3_ast port, int low, int high) {
  Z3_ast ends[2], parts[2];
  ends[0] = Z3_mk_int(c, low, Z3_mk_int_sort(c));
  Z3_inc_ref(c, ends[0]);
  ends[1] = Z3_mk_int(c, high, Z3_mk_int_sort(c));
  Z3_inc_ref(c, ends[1]);
  parts[0] = Z3_mk_ge(c, port, ends[0]);
  Z3_inc_ref(c, parts[0]);
  parts[1] = Z3_mk_le(c, port, ends[1]);
  Z3_inc_ref(c, parts[1]);
  Z3_ast inside = Z3_mk_and(c, 2, parts); // trace: leak
  Z3_inc_ref(c, inside);
  for (int i = 0; i < 2; i++) {
    Z3_dec_ref(c, parts[i]);
    Z3_dec_ref(c, ends[i]);
  }
  return inside;
}

static int is_shadowed(Z3_context c, Z3_solver s, Z3_ast port,
                       const rule_t *rules, unsigned n) {
  Z3_solver_push(c, s);
  Z3_ast own = port_in(c, port, rules[n].low, rules[n].high);
  Z3_solver_assert(c, s, own);
  Z3_dec_ref(c, own);
  for (unsigned i = 0; i < n; i++) {
    Z3_ast earlier = port_in(c, port, rules[i].low, rules[i].high); // report: z3-loop-creation leak
    if (rules[i].protocol != rules[n].protocol)
      continue;
    Z3_solver_assert(c, s, Z3_mk_not(c, earlier));
    Z3_dec_ref(c, earlier);
  }
  int shadowed = Z3_solver_check(c, s) == Z3_L_FALSE;
  Z3_solver_pop(c, s, 1);
  return shadowed;
}

int main(void) {
  static const rule_t rules[] = {
      {TCP, 1, 1023}, {UDP, 53, 53}, {TCP, 80, 80}, {TCP, 8080, 8090}, {UDP, 53, 53}};
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_ast port = Z3_mk_const(c, Z3_mk_string_symbol(c, "port"),
                            Z3_mk_int_sort(c));
  Z3_inc_ref(c, port);
  for (unsigned n = 0; n < sizeof rules / sizeof *rules; n++)
    if (is_shadowed(c, s, port, rules, n))
      printf("rule %u is pointless\n", n);
  Z3_dec_ref(c, port);
  Z3_solver_dec_ref(c, s);
  Z3_del_context(c);
  return 0;
}
