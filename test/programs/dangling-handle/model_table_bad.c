// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A debugger prints the constants of a model as a table, the names padded to
// the longest.
// All names point into the buffer that the next string overwrites.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <z3.h>

static void print_table(Z3_context c, Z3_model m) {
  unsigned n = Z3_model_get_num_consts(c, m);
  const char **names = calloc(n, sizeof *names);
  if (!names)
    return;
  size_t width = 0;
  for (unsigned i = 0; i < n; i++) {
    Z3_func_decl d = Z3_model_get_const_decl(c, m, i);
    names[i] = Z3_get_symbol_string(c, Z3_get_decl_name(c, d));
    if (strlen(names[i]) > width)
      width = strlen(names[i]);
  }
  for (unsigned i = 0; i < n; i++) {
    Z3_func_decl d = Z3_model_get_const_decl(c, m, i);
    Z3_ast value = Z3_model_get_const_interp(c, m, d);
    if (!value)
      continue;
    Z3_inc_ref(c, value);
    int number = 0;
    if (Z3_get_numeral_int(c, value, &number))
      printf("%-*s = %d\n", (int)width, names[i], number); // report: z3-dangling-handle
    Z3_dec_ref(c, value);
  }
  free(names);
}

static void require(Z3_context c, Z3_solver s, const char *name, int value) {
  Z3_sort integer = Z3_mk_int_sort(c);
  Z3_ast x = Z3_mk_const(c, Z3_mk_string_symbol(c, name), integer);
  Z3_inc_ref(c, x);
  Z3_ast v = Z3_mk_int(c, value, integer);
  Z3_inc_ref(c, v);
  Z3_solver_assert(c, s, Z3_mk_eq(c, x, v));
  Z3_dec_ref(c, v);
  Z3_dec_ref(c, x);
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  require(c, s, "pc", 4096);
  require(c, s, "stack_pointer", 77);
  require(c, s, "argc", 3);
  if (Z3_solver_check(c, s) == Z3_L_TRUE) {
    Z3_model m = Z3_solver_get_model(c, s);
    Z3_model_inc_ref(c, m);
    print_table(c, m);
    Z3_model_dec_ref(c, m);
  }
  Z3_solver_dec_ref(c, s);
  Z3_del_context(c);
  return 0;
}
