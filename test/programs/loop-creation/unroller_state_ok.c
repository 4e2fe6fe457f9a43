// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A bounded model checker unrolls a counter circuit: the state term of each
// frame is built from that of the frame before.
// The old state is given back once the new one is built from it.
#include <stdio.h>
#include <z3.h>

struct circuit {
  Z3_context c;
  Z3_sort word;
  unsigned width;
};

static Z3_ast input_of(struct circuit *m, int frame) {
  Z3_symbol name = Z3_mk_int_symbol(m->c, frame);
  Z3_ast in = Z3_mk_const(m->c, name, m->word);
  Z3_inc_ref(m->c, in);
  return in;
}

static Z3_ast next_state(struct circuit *m, Z3_ast state, int frame) {
  Z3_ast in = input_of(m, frame);
  Z3_ast sum = Z3_mk_bvadd(m->c, state, in);
  Z3_inc_ref(m->c, sum);
  Z3_dec_ref(m->c, in);
  return sum;
}

static int unroll(struct circuit *m, Z3_solver s, Z3_ast initial, int bound) {
  Z3_ast state = initial;
  int depth = 0;
  Z3_inc_ref(m->c, state);
  while (depth < bound) {
    Z3_solver_push(m->c, s);
    Z3_solver_assert(m->c, s, Z3_mk_eq(m->c, state, initial));
    Z3_lbool hit = Z3_solver_check(m->c, s);
    Z3_solver_pop(m->c, s, 1);
    if (hit == Z3_L_FALSE)
      break;
    Z3_ast next = next_state(m, state, depth);
    Z3_dec_ref(m->c, state);
    state = next;
    depth++;
  }
  Z3_dec_ref(m->c, state);
  return depth;
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  struct circuit m = {Z3_mk_context_rc(cfg), NULL, 16};
  Z3_del_config(cfg);
  m.word = Z3_mk_bv_sort(m.c, m.width);
  Z3_solver s = Z3_mk_simple_solver(m.c);
  Z3_solver_inc_ref(m.c, s);
  Z3_ast zero = Z3_mk_unsigned_int(m.c, 0, m.word);
  Z3_inc_ref(m.c, zero);
  printf("unrolled %d frames\n", unroll(&m, s, zero, 12));
  Z3_dec_ref(m.c, zero);
  Z3_solver_dec_ref(m.c, s);
  Z3_del_context(m.c);
  return 0;
}
