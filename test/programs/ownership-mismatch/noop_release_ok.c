// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The manual calls Z3_dec_ref a no-op in a context of Z3_mk_context.
// It is not, so the term is retained before it is given back.
#include <stdio.h>
#include <z3.h>

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context(config);
  Z3_del_config(config);
  Z3_sort integer = Z3_mk_int_sort(c);
  Z3_ast w = Z3_mk_const(c, Z3_mk_string_symbol(c, "w"), integer);
  Z3_inc_ref(c, w);
  printf("%s\n", Z3_ast_to_string(c, w));
  fflush(stdout);
  Z3_dec_ref(c, w);
  Z3_del_context(c);
  return 0;
}
