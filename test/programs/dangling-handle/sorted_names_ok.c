// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A pretty-printer sorts the constants of a formula by name.
// The comparison copies the first name before it asks for the second.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <z3.h>

enum { MAX_NAME = 32 };

static Z3_context printer;

static Z3_symbol name_of(Z3_ast term) {
  Z3_func_decl decl = Z3_get_app_decl(printer, Z3_to_app(printer, term));
  return Z3_get_decl_name(printer, decl);
}

static int by_name(const void *left, const void *right) {
  Z3_symbol a = name_of(*(const Z3_ast *)left);
  Z3_symbol b = name_of(*(const Z3_ast *)right);
  char first[MAX_NAME];
  snprintf(first, sizeof first, "%s", Z3_get_symbol_string(printer, a));
  return strcmp(first, Z3_get_symbol_string(printer, b));
}

static void print_sorted(Z3_ast *terms, unsigned n) {
  qsort(terms, n, sizeof *terms, by_name);
  for (unsigned i = 0; i < n; ++i)
    printf("%s%s", i ? " " : "", Z3_get_symbol_string(printer, name_of(terms[i])));
  printf("\n");
}

int main(void) {
  static const char *const names[] = {"pivot", "key", "lo", "hi"};
  Z3_config cfg = Z3_mk_config();
  printer = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  Z3_ast terms[4];
  for (int i = 0; i < 4; ++i) {
    terms[i] = Z3_mk_const(printer, Z3_mk_string_symbol(printer, names[i]),
                           Z3_mk_int_sort(printer));
    Z3_inc_ref(printer, terms[i]);
  }
  print_sorted(terms, 4);
  for (int i = 0; i < 4; ++i)
    Z3_dec_ref(printer, terms[i]);
  Z3_del_context(printer);
  return 0;
}
