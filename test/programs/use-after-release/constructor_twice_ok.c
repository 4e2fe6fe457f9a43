// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A program analyzer declares the datatype of its heap cells.
// Each constructor is deleted once, after its accessors are asked.
#include <stdio.h>
#include <z3.h>

static Z3_constructor nil_constructor(Z3_context c) {
  return Z3_mk_constructor(c, Z3_mk_string_symbol(c, "nil"),
                           Z3_mk_string_symbol(c, "is_nil"), 0, NULL, NULL,
                           NULL);
}

static Z3_constructor cell_constructor(Z3_context c, Z3_sort integer) {
  Z3_symbol fields[2] = {Z3_mk_string_symbol(c, "value"),
                         Z3_mk_string_symbol(c, "next")};
  Z3_sort sorts[2] = {integer, NULL};
  unsigned references[2] = {0, 0};
  return Z3_mk_constructor(c, Z3_mk_string_symbol(c, "cell"),
                           Z3_mk_string_symbol(c, "is_cell"), 2, fields, sorts,
                           references);
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context(config);
  Z3_del_config(config);

  Z3_constructor nil = nil_constructor(c);
  Z3_constructor cell = cell_constructor(c, Z3_mk_int_sort(c));
  Z3_constructor both[2] = {nil, cell};
  Z3_sort list = Z3_mk_datatype(c, Z3_mk_string_symbol(c, "list"), 2, both);

  Z3_func_decl make = NULL, test = NULL, accessors[2] = {NULL, NULL};
  Z3_query_constructor(c, cell, 2, &make, &test, accessors);
  printf("arity %u\n", Z3_get_arity(c, make));
  fflush(stdout);
  printf("constructors %u\n", Z3_get_datatype_sort_num_constructors(c, list));
  fflush(stdout);

  Z3_del_constructor(c, nil);
  Z3_del_constructor(c, cell);
  Z3_del_context(c);
  return 0;
}
