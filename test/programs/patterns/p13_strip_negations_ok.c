// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A simplifier walks down a chain of negations, one reference at a time.
// A reference to the child is taken before the parent is given back.
#include <stdio.h>
#include <z3.h>

static int is_negation(Z3_context c, Z3_ast a) {
  return Z3_get_decl_kind(c, Z3_get_app_decl(c, Z3_to_app(c, a))) == Z3_OP_NOT;
}

/* Takes over the reference to a, and returns one to the result. */
static Z3_ast strip(Z3_context c, Z3_ast a) {
  while (is_negation(c, a)) {
    Z3_ast inner = Z3_get_app_arg(c, Z3_to_app(c, a), 0);
    Z3_inc_ref(c, inner);
    Z3_dec_ref(c, a);
    a = inner;
  }
  return a;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_set_error_handler(c, NULL);
  Z3_sort boolean = Z3_mk_bool_sort(c);
  Z3_ast p = Z3_mk_const(c, Z3_mk_string_symbol(c, "p"), boolean);
  Z3_inc_ref(c, p);
  Z3_ast chain = Z3_mk_not(c, Z3_mk_not(c, p));
  Z3_inc_ref(c, chain);
  Z3_dec_ref(c, p);
  Z3_ast core = strip(c, chain);
  printf("core: %s\n", Z3_is_app(c, core) ? "application" : "other");
  Z3_dec_ref(c, core);
  Z3_del_context(c);
  return 0;
}
