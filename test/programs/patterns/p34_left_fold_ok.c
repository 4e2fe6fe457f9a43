// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A hash is modelled as a left fold over the words of a message.
// Each step's result is an argument of the next one, so that only the last one
// needs a reference.
#include <stdio.h>
#include <z3.h>

static Z3_ast fold(Z3_context c, unsigned n, Z3_ast const *words) {
  Z3_ast r = words[0];
  for (unsigned i = 1; i < n; i++)
    r = Z3_mk_bvxor(c, Z3_mk_rotate_left(c, 5, r), words[i]);
  Z3_inc_ref(c, r);
  return r;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_ast word[16];
  char name[] = "word_a";
  for (unsigned i = 0; i < 16; i++) {
    name[5] = (char)('a' + i);
    word[i] = Z3_mk_const(c, Z3_mk_string_symbol(c, name), Z3_mk_bv_sort(c, 32));
    Z3_inc_ref(c, word[i]);
  }
  Z3_ast hash = fold(c, 16, word);
  printf("%u bits\n", Z3_get_bv_sort_size(c, Z3_get_sort(c, hash)));
  Z3_dec_ref(c, hash);
  for (unsigned i = 0; i < 16; i++)
    Z3_dec_ref(c, word[i]);
  Z3_del_context(c);
  return 0;
}
