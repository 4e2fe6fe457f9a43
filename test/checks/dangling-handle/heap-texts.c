// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-dangling-handle
// build: -std=gnu11
// Texts in an array that calloc() has made, and free() ends: copies.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <z3.h>

static int tableBad(Z3_context c, Z3_ast_vector v) {
  unsigned n = Z3_ast_vector_size(c, v);
  const char **names = calloc(n, sizeof *names);
  // fix: char **names = calloc(n, sizeof *names);
  if (!names)
    return 0;
  for (unsigned i = 0; i < n; i++)
    names[i] = Z3_ast_to_string(c, Z3_ast_vector_get(c, v, i));
  // fix: names[i] = strdup(Z3_ast_to_string(c, Z3_ast_vector_get(c, v, i)));
  int different = 0;
  for (unsigned i = 1; i < n; i++)
    different += strcmp(names[i - 1], names[i]) != 0; // warn: is used after
  // fix: for (unsigned int k = 0; k < n; k++)
  // fix: free(names[k]);
  free(names);
  return different;
}

// Who leaves in between would leave the copies.
static int leftBad(Z3_context c, Z3_ast_vector v) {
  unsigned n = Z3_ast_vector_size(c, v);
  const char **names = calloc(n, sizeof *names);
  if (!names)
    return 0;
  for (unsigned i = 0; i < n; i++)
    names[i] = Z3_ast_to_string(c, Z3_ast_vector_get(c, v, i));
  if (n < 2)
    return 1;
  int different = 0;
  for (unsigned i = 1; i < n; i++)
    different += strcmp(names[i - 1], names[i]) != 0; // warn-nofix: is used after
  free(names);
  return different;
}

static int neighboursBad(Z3_context c, const Z3_ast *terms) {
  const char *names[3];
  // fix: char *names[3] = {0};
  for (int i = 0; i < 3; i++)
    names[i] = Z3_ast_to_string(c, terms[i]);
  // fix: names[i] = strdup(Z3_ast_to_string(c, terms[i]));
  int different = 0;
  for (int i = 1; i < 3; i++)
    different += strcmp(names[i - 1], names[i]) != 0; // warn: is used after
  // fix: for (int k = 0; k < 3; k++) free(names[k]);
  return different;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_ast terms[3];
  for (int i = 0; i < 3; i++) {
    terms[i] = Z3_mk_const(c, Z3_mk_int_symbol(c, i), Z3_mk_int_sort(c));
    Z3_inc_ref(c, terms[i]);
  }
  Z3_ast_vector v = Z3_mk_ast_vector(c);
  Z3_ast_vector_inc_ref(c, v);
  for (int i = 0; i < 3; i++)
    Z3_ast_vector_push(c, v, terms[i]);
  // prints: 2
  printf("%d\n", tableBad(c, v));
  Z3_ast_vector_resize(c, v, 1);
  // prints: 1
  printf("%d\n", leftBad(c, v));
  Z3_ast_vector_dec_ref(c, v);
  // prints: 2
  printf("%d\n", neighboursBad(c, terms));
  for (int i = 0; i < 3; i++)
    Z3_dec_ref(c, terms[i]);
  Z3_del_context(c);
  return 0;
}
