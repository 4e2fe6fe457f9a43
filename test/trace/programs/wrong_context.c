// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A handle of one context in a call on another.
// CRASHES
#include "common.h"
#include <stdlib.h>

int main(void) {
  Z3_context a = counting_context();
  Z3_context b = counting_context();
  Z3_set_error_handler(b, NULL);
  Z3_solver s = Z3_mk_simple_solver(b);
  Z3_solver_inc_ref(b, s);
  Z3_ast fact = Z3_mk_const(a, Z3_mk_int_symbol(a, 1), Z3_mk_bool_sort(a)); // MARK: made
  Z3_inc_ref(a, fact);
  Z3_solver_assert(b, s, fact); // EVENT: wrong-context ast made=made
  abort(); // what is broken must not be torn down
}
