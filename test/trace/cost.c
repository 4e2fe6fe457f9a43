// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What z3-trace costs: a loop of cheap calls (docs/z3-trace.md has the
// command).
//   cost reads|makes N
#include <stdlib.h>
#include <z3.h>
static void reads(Z3_context c, Z3_ast x, long n) {
  for (long i = 0; i < n; ++i)
    Z3_get_ast_id(c, x);
}
static void makes(Z3_context c, Z3_ast x, long n) {
  for (long i = 0; i < n / 3; ++i) {
    Z3_ast y = Z3_mk_not(c, x);
    Z3_inc_ref(c, y);
    Z3_dec_ref(c, y);
  }
}
int main(int argc, char **argv) {
  long n = argc > 2 ? atol(argv[2]) : 1000000;
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  Z3_ast x = Z3_mk_const(c, Z3_mk_string_symbol(c, "x"), Z3_mk_bool_sort(c));
  Z3_inc_ref(c, x);
  (argc > 1 && argv[1][0] == 'm' ? makes : reads)(c, x, n);
  Z3_dec_ref(c, x);
  Z3_del_context(c);
}
