// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A symbolic executor keeps the path conditions to explore in a ring buffer.
// Conditions that are taken out to be checked are never released.
#include <stdio.h>
#include <z3.h>

#define RING 8

struct ring {
  Z3_ast slots[RING];
  unsigned head, size;
};

static Z3_ast take(struct ring *r) {
  Z3_ast a = r->slots[r->head % RING];
  r->head++;
  r->size--;
  return a;
}

static int explore(Z3_context c, Z3_solver s, Z3_ast x, int steps) {
  struct ring r = {{0}, 0, 0};
  int reached = 0;
  for (int i = 0; i < steps; i++) {
    Z3_ast n = Z3_mk_int(c, 50 + i, Z3_mk_int_sort(c));
    Z3_inc_ref(c, n);
    Z3_ast condition = Z3_mk_lt(c, x, n); // missed: z3-loop-creation leak; trace: leak
    Z3_inc_ref(c, condition);
    Z3_dec_ref(c, n);
    r.slots[(r.head + r.size) % RING] = condition;
    r.size++;
    Z3_ast next = take(&r);
    reached += Z3_solver_check_assumptions(c, s, 1, &next) == Z3_L_TRUE;
  }
  return reached;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_ast x = Z3_mk_const(c, Z3_mk_string_symbol(c, "x"), Z3_mk_int_sort(c));
  Z3_inc_ref(c, x);
  printf("%d reached\n", explore(c, s, x, 20));
  Z3_dec_ref(c, x);
  Z3_solver_dec_ref(c, s);
  Z3_del_context(c);
  return 0;
}
