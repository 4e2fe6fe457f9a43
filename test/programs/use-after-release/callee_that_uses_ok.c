// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A solver service hands its table of names to a function that looks into it.
// It gives the table back after that call.
#include <stdio.h>
#include <z3.h>

static int has_entries(Z3_context c, Z3_ast_map names) {
  return Z3_ast_map_size(c, names) != 0;
}

static Z3_ast constant(Z3_context c, const char *name) {
  Z3_ast a = Z3_mk_const(c, Z3_mk_string_symbol(c, name), Z3_mk_int_sort(c));
  Z3_inc_ref(c, a);
  return a;
}

static Z3_ast_map bind(Z3_context c, Z3_ast name, Z3_ast value) {
  Z3_ast_map m = Z3_mk_ast_map(c);
  Z3_ast_map_inc_ref(c, m);
  Z3_ast_map_insert(c, m, name, value);
  return m;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_ast speed = constant(c, "speed");
  Z3_ast limit = constant(c, "limit");

  Z3_ast_map names = bind(c, speed, limit);
  Z3_ast_vector keys = Z3_ast_map_keys(c, names);
  Z3_ast_vector_inc_ref(c, keys);
  printf("keys: %u\n", Z3_ast_vector_size(c, keys));
  Z3_ast_vector_dec_ref(c, keys);

  int bound = has_entries(c, names);
  Z3_ast_map_dec_ref(c, names);
  if (bound < 0)
    puts("negative");

  Z3_dec_ref(c, limit);
  Z3_dec_ref(c, speed);
  Z3_del_context(c);
  return 0;
}
