// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A printer asks terms for their sorts.
// It holds the sort while it looks at it.
#include <stdio.h>
#include <z3.h>

static unsigned width_of(Z3_context c, Z3_ast term) {
  Z3_sort sort = Z3_get_sort(c, term);
  Z3_inc_ref(c, Z3_sort_to_ast(c, sort));
  unsigned width = Z3_get_sort_kind(c, sort) == Z3_UNINTERPRETED_SORT ? 0 : 1;
  Z3_dec_ref(c, Z3_sort_to_ast(c, sort));
  return width;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_sort color = Z3_mk_uninterpreted_sort(c, Z3_mk_string_symbol(c, "Color"));
  Z3_inc_ref(c, Z3_sort_to_ast(c, color));
  Z3_ast red = Z3_mk_const(c, Z3_mk_string_symbol(c, "red"), color);
  Z3_inc_ref(c, red);
  Z3_dec_ref(c, Z3_sort_to_ast(c, color));
  printf("%u\n", width_of(c, red));
  fflush(stdout);
  Z3_dec_ref(c, red);
  Z3_del_context(c);
  return 0;
}
