// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A compiler reads the guard of a rewrite rule from a text. The reader works in
// a context of its own, and returns the guard when it has deleted that.
#include <stdio.h>
#include <z3.h>

Z3_ast read_guard(int width) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context(config);
  Z3_del_config(config);
  Z3_sort word = Z3_mk_bv_sort(c, width);
  Z3_ast x = Z3_mk_const(c, Z3_mk_string_symbol(c, "x"), word);
  Z3_ast guard = Z3_mk_bvult(c, x, Z3_mk_int(c, 8, word));
  printf("guard: %s\n", Z3_ast_to_string(c, guard));
  fflush(stdout);
  Z3_del_context(c);
  return guard; // report: z3-outlives-context
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context(config);
  Z3_del_config(config);
  Z3_ast guard = read_guard(16);
  printf("negated: %s\n", Z3_ast_to_string(c, Z3_mk_not(c, guard))); // trace: use-after-context-delete
  Z3_del_context(c);
  return 0;
}
