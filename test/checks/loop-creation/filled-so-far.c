// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-loop-creation
// A loop that fills an array is left before the array is full: what is in it so
// far is given back.
#include <string.h>
#include <z3.h>

static Z3_constructor make_case(Z3_context c, const char *name) {
  return Z3_mk_constructor(c, Z3_mk_string_symbol(c, name), Z3_mk_string_symbol(c, "is"), 0, NULL, NULL, NULL);
}

static void delete_cases(Z3_context c, Z3_constructor *made, unsigned n) {
  while (n > 0)
    Z3_del_constructor(c, made[--n]);
}

Z3_sort encodeBad(Z3_context c, const char *const *names, unsigned n) {
  Z3_constructor made[8];
  for (unsigned i = 0; i < n; i++) {
    // fix: if (strlen(names[i]) == 0) {
    // fix: while (i > 0)
    // fix: Z3_del_constructor(c, made[--i]);
    // fix: return NULL;
    if (strlen(names[i]) == 0)
      return NULL;
    made[i] = make_case(c, names[i]); // warn: is made in each iteration
  }
  Z3_sort sort = Z3_mk_datatype(c, Z3_mk_string_symbol(c, "cases"), n, made);
  Z3_inc_ref(c, Z3_sort_to_ast(c, sort));
  delete_cases(c, made, n);
  return sort;
}

Z3_sort encodeOk(Z3_context c, const char *const *names, unsigned n) {
  Z3_constructor made[8];
  for (unsigned i = 0; i < n; i++) {
    if (strlen(names[i]) == 0) {
      delete_cases(c, made, i);
      return NULL;
    }
    made[i] = make_case(c, names[i]);
  }
  Z3_sort sort = Z3_mk_datatype(c, Z3_mk_string_symbol(c, "cases"), n, made);
  Z3_inc_ref(c, Z3_sort_to_ast(c, sort));
  delete_cases(c, made, n);
  return sort;
}

// What is made may not be in the array yet.
Z3_sort encodeLateBad(Z3_context c, const char *const *names, unsigned n) {
  Z3_constructor made[8];
  for (unsigned i = 0; i < n; i++) {
    made[i] = make_case(c, names[i]); // warn-nofix: is made in each iteration
    if (strlen(names[i]) == 0)
      return NULL;
  }
  Z3_sort sort = Z3_mk_datatype(c, Z3_mk_string_symbol(c, "cases"), n, made);
  Z3_inc_ref(c, Z3_sort_to_ast(c, sort));
  delete_cases(c, made, n);
  return sort;
}
