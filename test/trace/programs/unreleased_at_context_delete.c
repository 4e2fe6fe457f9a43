// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Counted handles that go with their context: worth a note, and a warning where
// they are many.
#include "common.h"

int main(void) {
  Z3_context c = counting_context();
  Z3_params p = Z3_mk_params(c); // EVENT: unreleased-at-context-delete params count=1
  Z3_params_inc_ref(c, p);
  for (int i = 0; i < 9; ++i) {
    Z3_ast n = Z3_mk_int(c, 100 + i, Z3_mk_int_sort(c)); // EVENT: unreleased-at-context-delete ast count=9 EVENT: growth ast count=9
    Z3_inc_ref(c, n);
  }
  Z3_ast x = held_const(c, "x");
  Z3_dec_ref(c, x);
  Z3_del_context(c);
  return 0;
}
