// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-ownership-mismatch
// Where no edit is surely right.
#include <z3.h>

// On one way the release is right.
unsigned onOneWayBad(Z3_context c, Z3_app e, bool counts) {
  Z3_ast d = Z3_get_app_arg(c, e, 0);
  if (counts)
    Z3_inc_ref(c, d);
  unsigned id = Z3_get_ast_id(c, d);
  Z3_dec_ref(c, d); // warn-nofix: 'd' is released, but it is borrowed and was not retained
  return id;
}

// The loop would have nothing left to do, and the variable no use.
void onlyReleasedBad(Z3_context c, Z3_ast_vector v) {
  for (unsigned i = 0; i < Z3_ast_vector_size(c, v); i++) {
    Z3_ast t = Z3_ast_vector_get(c, v, i);
    Z3_dec_ref(c, t); // warn-nofix: 't' is released, but it is borrowed and was not retained
  }
}
