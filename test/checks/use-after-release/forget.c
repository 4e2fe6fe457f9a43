// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-use-after-release
// The function that releases leaves the old handle behind, and who comes next
// tests for null: null is left behind.

#include <stdio.h>
#include <z3.h>

struct session {
  Z3_context c;
  Z3_solver s;
};

static void session_close(struct session *se) {
  if (se->s)
    Z3_solver_dec_ref(se->c, se->s);
  // fix: { Z3_solver_dec_ref(se->c, se->s); se->s = NULL; }
}

static void twiceBad(Z3_context c) {
  struct session se = {c, Z3_mk_simple_solver(c)};
  Z3_solver_inc_ref(c, se.s);
  printf("%u\n", Z3_solver_get_num_scopes(c, se.s));
  session_close(&se);
  session_close(&se); // warn: is released a second time
}

static void onceOk(Z3_context c) {
  struct session se = {c, Z3_mk_simple_solver(c)};
  Z3_solver_inc_ref(c, se.s);
  printf("%u\n", Z3_solver_get_num_scopes(c, se.s));
  session_close(&se);
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  twiceBad(c);
  onceOk(c);
  Z3_del_context(c);
  return 0;
}
// prints: 0
// prints: 0
