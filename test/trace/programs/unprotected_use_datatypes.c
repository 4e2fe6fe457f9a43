// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The makers of data types empty both slots first: a fresh field sort dies inside.
// And an enumeration keeps its constants, but not its testers.
// CRASHES
#include "common.h"
#include <stdlib.h>

int main(void) {
  Z3_context c = counting_context();
  Z3_set_error_handler(c, NULL);
  Z3_sort integer = Z3_mk_int_sort(c);
  Z3_symbol names[2] = {Z3_mk_string_symbol(c, "first"),
                        Z3_mk_string_symbol(c, "second")};
  Z3_func_decl consts[2], testers[2];
  Z3_sort e = Z3_mk_enumeration_sort(c, Z3_mk_string_symbol(c, "order"), 2, names, // MARK: order
                                     consts, testers);
  Z3_inc_ref(c, Z3_sort_to_ast(c, e));
  Z3_sort fresh = Z3_mk_array_sort(c, integer, integer); // MARK: fresh
  Z3_func_decl make, projections[1];
  Z3_mk_tuple_sort(c, names[1], 1, names, &fresh, &make, projections); // EVENT: unprotected-use sort made=fresh
  for (int i = 0; i < 5; ++i)
    Z3_mk_int(c, 1000 + i, integer);
  printf("%s\n", Z3_func_decl_to_string(c, consts[0]));
  fflush(stdout);
  Z3_func_decl_to_string(c, testers[0]); // EVENT: unprotected-use func_decl made=order
  abort();
}
