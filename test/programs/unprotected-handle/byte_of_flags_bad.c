// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A decoder's encoding of a byte whose bits are all set: eight propositions.
// No bit is retained: each goes when the next is made.
#include <stdio.h>
#include <z3.h>

#define BITS 8

/* The caller owns a reference to the result. */
static Z3_ast all_set(Z3_context c, int byte) {
  Z3_ast bit[BITS];
  for (int i = 0; i < BITS; i++) {
    bit[i] = Z3_mk_const(c, Z3_mk_int_symbol(c, byte * BITS + i), Z3_mk_bool_sort(c));
  }
  Z3_ast all = Z3_mk_and(c, BITS, bit); // report: z3-unprotected-handle; trace: unprotected-use
  Z3_inc_ref(c, all);
  return all;
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  for (int byte = 0; byte < 2; byte++) {
    Z3_ast all = all_set(c, byte);
    printf("%s\n", Z3_ast_to_string(c, all));
    Z3_dec_ref(c, all);
  }
  Z3_del_context(c);
  return 0;
}
