// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Releases of what the program was only lent.
// CRASHES
#include "common.h"
#include <stdlib.h>

int main(void) {
  Z3_context c = counting_context();
  Z3_ast x = held_const(c, "x");
  Z3_sort s = Z3_get_sort(c, x); // MARK: borrowed
  Z3_dec_ref(c, Z3_sort_to_ast(c, s)); // EVENT: release-of-unowned sort made=borrowed
  Z3_ast y = Z3_mk_const(c, Z3_mk_int_symbol(c, 7), Z3_mk_bool_sort(c)); // MARK: fresh
  Z3_dec_ref(c, y); // EVENT: release-of-unowned ast made=fresh
  abort(); // what is broken must not be torn down
}
