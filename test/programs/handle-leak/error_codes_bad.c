// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A reader for constraint files in the style of error codes: each step jumps to
// the label that undoes the steps before.
// When there is no memory for the copy, it jumps one label too far.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <z3.h>

enum status { OK, NO_MEMORY, SYNTAX, UNSAT };

static char *copy_of(const char *text, size_t limit) {
  size_t n = strlen(text);
  char *copy = n > limit ? NULL : malloc(n + 1);
  if (copy)
    memcpy(copy, text, n + 1);
  return copy;
}

static enum status load(Z3_context c, const char *text, size_t limit) {
  enum status st = OK;
  Z3_params p = Z3_mk_params(c);
  Z3_params_inc_ref(c, p);
  Z3_solver s = Z3_mk_simple_solver(c); // report: z3-handle-leak leak; trace: leak
  Z3_solver_inc_ref(c, s);
  char *copy = copy_of(text, limit);
  if (!copy) {
    st = NO_MEMORY;
    goto out_params;
  }
  Z3_params_set_uint(c, p, Z3_mk_string_symbol(c, "timeout"), 2000);
  Z3_solver_set_params(c, s, p);
  Z3_solver_from_string(c, s, copy);
  if (Z3_get_error_code(c) != Z3_OK) {
    st = SYNTAX;
    goto out_copy;
  }
  if (Z3_solver_check(c, s) == Z3_L_FALSE)
    st = UNSAT;

out_copy:
  free(copy);
  Z3_solver_dec_ref(c, s);
out_params:
  Z3_params_dec_ref(c, p);
  return st;
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  Z3_set_error_handler(c, NULL);
  const char *text = "(declare-const a Int)(assert (and (> a 3) (< a 3)))";
  printf("%d\n", load(c, text, 100));
  printf("%d\n", load(c, text, 10));
  Z3_del_context(c);
  return 0;
}
