// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A model checker keeps two terms per frame in an array of structs.
// Both terms of each frame are released.
#include <stdio.h>
#include <z3.h>

#define FRAMES 24

struct frame {
  Z3_ast state;
  Z3_ast next;
};

static unsigned unroll(Z3_context c, int depth) {
  struct frame frames[FRAMES];
  Z3_sort word = Z3_mk_bv_sort(c, 20);
  Z3_inc_ref(c, Z3_sort_to_ast(c, word));
  for (int i = 0; i < depth; i++) {
    frames[i].state = Z3_mk_const(c, Z3_mk_int_symbol(c, i), word);
    Z3_inc_ref(c, frames[i].state);
    frames[i].next = Z3_mk_bvneg(c, frames[i].state);
    Z3_inc_ref(c, frames[i].next);
  }
  unsigned equal = 0;
  for (int i = 1; i < depth; i++)
    equal += Z3_is_eq_ast(c, frames[i - 1].next, frames[i].next);
  for (int i = 0; i < depth; i++) {
    Z3_dec_ref(c, frames[i].state);
    Z3_dec_ref(c, frames[i].next);
  }
  Z3_dec_ref(c, Z3_sort_to_ast(c, word));
  return equal;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  printf("%u equal\n", unroll(c, FRAMES));
  Z3_del_context(c);
  return 0;
}
