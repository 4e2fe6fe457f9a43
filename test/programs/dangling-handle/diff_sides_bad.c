// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A translation validator prints both sides of a difference.
// Both texts are asked for before one of them is printed.
#include <stdio.h>
#include <string.h>
#include <z3.h>

struct diff {
  const char *before;
  const char *after;
};

static void describe(Z3_context c, Z3_ast before, Z3_ast after,
                     struct diff *d) {
  d->before = Z3_ast_to_string(c, before);
  d->after = Z3_ast_to_string(c, after);
}

static int show(Z3_context c, Z3_ast before, Z3_ast after) {
  struct diff d;
  describe(c, before, after, &d);
  printf("- %s\n", d.before); // report: z3-dangling-handle
  printf("+ %s\n", d.after);
  return strcmp(d.before, d.after) == 0;
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  Z3_sort word = Z3_mk_bv_sort(c, 8);
  Z3_ast x = Z3_mk_const(c, Z3_mk_string_symbol(c, "x"), word);
  Z3_inc_ref(c, x);
  Z3_ast twice = Z3_mk_bvadd(c, x, x);
  Z3_inc_ref(c, twice);
  Z3_ast one = Z3_mk_int(c, 1, word);
  Z3_inc_ref(c, one);
  Z3_ast shifted = Z3_mk_bvshl(c, x, one);
  Z3_inc_ref(c, shifted);
  printf("%s\n", show(c, twice, shifted) ? "same" : "differ");
  Z3_dec_ref(c, shifted);
  Z3_dec_ref(c, one);
  Z3_dec_ref(c, twice);
  Z3_dec_ref(c, x);
  Z3_del_context(c);
  return 0;
}
