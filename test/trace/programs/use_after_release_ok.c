// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Given back and handed out again: a new right to the same pointer.
#include "common.h"

int main(void) {
  Z3_context c = counting_context();
  Z3_ast x = held_const(c, "x");
  Z3_ast y = held_const(c, "y");
  Z3_ast args[2] = {x, y};
  Z3_ast sum = Z3_mk_add(c, 2, args);
  Z3_inc_ref(c, sum);
  Z3_dec_ref(c, x);
  Z3_dec_ref(c, y);
  // Borrowed from the sum, which holds it.
  Z3_ast first = Z3_get_app_arg(c, Z3_to_app(c, sum), 0);
  printf("%s %d\n", Z3_ast_to_string(c, first), first == x);
  // Made again.
  Z3_ast again = Z3_mk_const(c, Z3_mk_string_symbol(c, "y"), Z3_mk_int_sort(c));
  Z3_inc_ref(c, again);
  printf("%s %d\n", Z3_ast_to_string(c, again), again == y);
  // A short hold of a borrowed one ends nothing.
  Z3_inc_ref(c, first);
  Z3_dec_ref(c, first);
  printf("%s\n", Z3_ast_to_string(c, first));
  Z3_dec_ref(c, again);
  Z3_dec_ref(c, sum);
  // Retained again while the slot still keeps it.
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_solver_dec_ref(c, s);
  Z3_solver_inc_ref(c, s);
  Z3_solver_check(c, s);
  Z3_solver_dec_ref(c, s);
  Z3_del_context(c);

  // A context that keeps its terms: counting adds nothing and takes nothing.
  Z3_context keeping = keeping_context();
  Z3_ast z = held_const(keeping, "z");
  Z3_dec_ref(keeping, z);
  held_const(keeping, "other");
  printf("%s\n", Z3_ast_to_string(keeping, z));
  Z3_del_context(keeping);
  return 0;
}
