// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A term that two places make and hold, and one of them loses: the site that lost
// its reference is named, not the one that gave it back.
#include "common.h"

static void loses(Z3_context c) {
  Z3_ast x = Z3_mk_const(c, Z3_mk_string_symbol(c, "x"), // EVENT: leak ast count=1
                         Z3_mk_int_sort(c));
  Z3_inc_ref(c, x);
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config); // EVENT: leak context count=1
  Z3_del_config(config);
  Z3_ast x =
      Z3_mk_const(c, Z3_mk_string_symbol(c, "x"), Z3_mk_int_sort(c));
  Z3_inc_ref(c, x);
  loses(c);
  Z3_dec_ref(c, x);
  return 0;
}
