// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-use-after-release
// A handle is kept in a second variable, and the first one releases it: the
// second one takes the reference over.

#include <stdio.h>
#include <z3.h>

static Z3_ast term(Z3_context c, int i) {
  Z3_ast t = Z3_mk_const(c, Z3_mk_int_symbol(c, i), Z3_mk_int_sort(c));
  Z3_inc_ref(c, t);
  return t;
}

static void chainBad(Z3_context c, Z3_solver s) {
  Z3_ast before = NULL;
  for (int i = 0; i < 3; i++) {
    Z3_ast at = term(c, i);
    if (before) {
      Z3_ast less = Z3_mk_lt(c, before, at); // warn: is used after it was released
      Z3_solver_assert(c, s, less);
    }
    // fix: Z3_dec_ref(c, before);
    before = at;
    Z3_dec_ref(c, at);
  }
  // fix: Z3_dec_ref(c, before);
}

static void chainOk(Z3_context c, Z3_solver s) {
  Z3_ast before = NULL;
  for (int i = 0; i < 3; i++) {
    Z3_ast at = term(c, i);
    if (before) {
      Z3_ast less = Z3_mk_lt(c, before, at);
      Z3_solver_assert(c, s, less);
      Z3_dec_ref(c, before);
    }
    before = at;
  }
  if (before)
    Z3_dec_ref(c, before);
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  chainBad(c, s);
  chainOk(c, s);
  printf("%d\n", Z3_solver_check(c, s));
  Z3_solver_dec_ref(c, s);
  Z3_del_context(c);
  return 0;
}
