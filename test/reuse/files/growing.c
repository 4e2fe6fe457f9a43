// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whether anybody reads or empties a container of the file, other functions
// decide; and whether the file asks Z3 for texts.

#include <stdio.h>
#include <z3.h>

static Z3_ast_vector all;
static const char *last;

void start(Z3_context c) {
  all = Z3_mk_ast_vector(c);
  Z3_ast_vector_inc_ref(c, all);
}

void remember(Z3_context c, int n) {
  for (int i = 0; i < n; i++)
    Z3_ast_vector_push(c, all, Z3_mk_int(c, i, Z3_mk_int_sort(c)));
}

unsigned known(Z3_context c) {
  unsigned n = Z3_ast_vector_size(c, all);
  Z3_ast_vector_get(c, all, 0);
  return n;
}

void forget(Z3_context c) {
  Z3_ast_vector_resize(c, all, 0);
}

void note(Z3_context c, Z3_ast a) {
  last = Z3_ast_to_string(c, a);
  puts(last);
}

void show(Z3_context c) {
  Z3_get_error_code(c);
  puts(last);
}
