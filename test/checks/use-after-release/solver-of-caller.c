// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A solver that came in keeps what is asserted until it is reset.
#include <z3.h>

void resetBad(Z3_context c, Z3_solver s, Z3_ast a) {
  Z3_ast t = Z3_mk_not(c, a);
  Z3_inc_ref(c, t);
  Z3_solver_assert(c, s, t);
  Z3_dec_ref(c, t);
  Z3_solver_reset(c, s);
  Z3_get_ast_hash(c, t); // warn: 't' is used after it was released
}

void keptOk(Z3_context c, Z3_solver s, Z3_ast a) {
  Z3_ast t = Z3_mk_not(c, a);
  Z3_inc_ref(c, t);
  Z3_solver_assert(c, s, t);
  Z3_dec_ref(c, t);
  Z3_get_ast_hash(c, t);
  Z3_solver_reset(c, s);
}

void keptByAnotherOk(Z3_context c, Z3_solver s, Z3_solver other, Z3_ast a) {
  Z3_ast t = Z3_mk_not(c, a);
  Z3_inc_ref(c, t);
  Z3_solver_assert(c, s, t);
  Z3_solver_assert(c, other, t);
  Z3_dec_ref(c, t);
  Z3_solver_reset(c, s);
  Z3_get_ast_hash(c, t);
}
