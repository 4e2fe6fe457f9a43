// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A context to start with, for the programs here.
#include <stdio.h>
#include <z3.h>

static inline Z3_context counting_context(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  return c;
}

static inline Z3_context keeping_context(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context(config);
  Z3_del_config(config);
  return c;
}

static inline Z3_ast held_const(Z3_context c, const char *name) {
  Z3_ast x = Z3_mk_const(c, Z3_mk_string_symbol(c, name), Z3_mk_int_sort(c));
  Z3_inc_ref(c, x);
  return x;
}
