// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A bounded model checker unrolls a counter, and asks at each depth for a bug.
// The state before is overwritten by the one after it, and stays counted.
#include <stdio.h>
#include <z3.h>

struct unroller {
  Z3_context ctx;
  Z3_solver solver;
  Z3_sort word;
  Z3_ast bad_value;
};

// counter' = enable(depth) ? counter + 3 : counter
static Z3_ast next_state(struct unroller *u, Z3_ast state, unsigned depth) {
  Z3_context c = u->ctx;
  char name[24];
  snprintf(name, sizeof name, "enable@%u", depth);
  Z3_ast enable = Z3_mk_const(c, Z3_mk_string_symbol(c, name),
                              Z3_mk_bool_sort(c));
  Z3_inc_ref(c, enable);
  Z3_ast three = Z3_mk_int(c, 3, u->word);
  Z3_inc_ref(c, three);
  Z3_ast sum = Z3_mk_bvadd(c, state, three);
  Z3_inc_ref(c, sum);
  Z3_ast next = Z3_mk_ite(c, enable, sum, state); // trace: leak
  Z3_inc_ref(c, next);
  Z3_dec_ref(c, sum);
  Z3_dec_ref(c, three);
  Z3_dec_ref(c, enable);
  return next;
}

static int bug_within(struct unroller *u, unsigned depths) {
  Z3_context c = u->ctx;
  int found = -1;
  Z3_ast state = Z3_mk_int(c, 1, u->word); // report: z3-handle-leak; trace: leak
  Z3_inc_ref(c, state);
  for (unsigned depth = 0; depth < depths && found < 0; depth++) {
    Z3_solver_push(c, u->solver);
    Z3_solver_assert(c, u->solver, Z3_mk_eq(c, state, u->bad_value));
    if (Z3_solver_check(c, u->solver) == Z3_L_TRUE)
      found = (int)depth;
    Z3_solver_pop(c, u->solver, 1);
    state = next_state(u, state, depth); // report: z3-loop-creation leak
  }
  Z3_dec_ref(c, state);
  return found;
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  struct unroller u;
  u.ctx = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  u.solver = Z3_mk_simple_solver(u.ctx);
  Z3_solver_inc_ref(u.ctx, u.solver);
  u.word = Z3_mk_bv_sort(u.ctx, 8);
  u.bad_value = Z3_mk_int(u.ctx, 13, u.word);
  Z3_inc_ref(u.ctx, u.bad_value);
  printf("bug at depth %d\n", bug_within(&u, 10));
  Z3_dec_ref(u.ctx, u.bad_value);
  Z3_solver_dec_ref(u.ctx, u.solver);
  Z3_del_context(u.ctx);
  return 0;
}
