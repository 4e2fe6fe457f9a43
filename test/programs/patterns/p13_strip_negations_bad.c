// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A walk goes from a term down through its negations, one reference at a time.
// It gives the parent back while it still looks at the operand, which is
// borrowed from the parent. z3-trace takes a borrowed handle for good, and cannot
// show it; what is read is memory that is free but not used again yet.
#include <stdio.h>
#include <z3.h>

static int is_negation(Z3_context c, Z3_ast a) {
  return Z3_get_decl_kind(c, Z3_get_app_decl(c, Z3_to_app(c, a))) == Z3_OP_NOT;
}

/* Takes the reference to a over. */
static unsigned core_id(Z3_context c, Z3_ast a) {
  while (is_negation(c, a)) {
    Z3_ast old = a;
    a = Z3_get_app_arg(c, Z3_to_app(c, old), 0);
    Z3_inc_ref(c, a);
    Z3_dec_ref(c, old);
  }
  Z3_ast side = Z3_get_app_arg(c, Z3_to_app(c, a), 0);
  Z3_dec_ref(c, a);
  return Z3_get_ast_id(c, side); // report: z3-dangling-handle
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_sort boolean = Z3_mk_bool_sort(c);
  Z3_ast p = Z3_mk_const(c, Z3_mk_string_symbol(c, "p"), boolean);
  Z3_inc_ref(c, p);
  Z3_ast q = Z3_mk_const(c, Z3_mk_string_symbol(c, "q"), boolean);
  Z3_inc_ref(c, q);
  Z3_ast both = Z3_mk_iff(c, p, q);
  Z3_inc_ref(c, both);
  Z3_ast chain = Z3_mk_not(c, Z3_mk_not(c, both));
  Z3_inc_ref(c, chain);
  Z3_dec_ref(c, both);
  Z3_dec_ref(c, p);
  Z3_dec_ref(c, q);
  Z3_mk_const(c, Z3_mk_string_symbol(c, "r"), boolean);
  printf("%s\n", core_id(c, chain) ? "found" : "lost");
  fflush(stdout);
  Z3_del_context(c);
  return 0;
}
