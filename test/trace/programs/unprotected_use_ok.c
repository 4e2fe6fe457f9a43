// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Fresh handles that live on: by the slot, by what they were built into, by a
// context that keeps its terms.
#include "common.h"

int main(void) {
  Z3_context c = counting_context();
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_sort integer = Z3_mk_int_sort(c);
  Z3_ast x = Z3_mk_const(c, Z3_mk_int_symbol(c, 1), integer);
  printf("%s\n", Z3_ast_to_string(c, x)); // strings write no slot
  Z3_ast twice = Z3_mk_unary_minus(c, Z3_mk_unary_minus(c, x));
  Z3_inc_ref(c, twice);
  Z3_mk_int(c, 77, integer);
  printf("%s\n", Z3_ast_to_string(c, x)); // a part of what is held
  Z3_ast fact = Z3_mk_gt(c, twice, x);
  Z3_solver_assert(c, s, fact);
  Z3_mk_int(c, 78, integer);
  printf("%s\n", Z3_ast_to_string(c, fact)); // the solver holds it
  Z3_dec_ref(c, twice);
  if (Z3_solver_check(c, s) == Z3_L_TRUE) {
    Z3_model m = Z3_solver_get_model(c, s);
    printf("%u\n", Z3_model_get_num_consts(c, m)); // nothing else was made
  }
  Z3_solver_dec_ref(c, s);
  Z3_del_context(c);

  Z3_context keeping = keeping_context();
  Z3_ast a = Z3_mk_const(keeping, Z3_mk_int_symbol(keeping, 1),
                         Z3_mk_real_sort(keeping));
  Z3_ast b = Z3_mk_unary_minus(keeping, a);
  Z3_ast both[2] = {a, b};
  printf("%s\n", Z3_ast_to_string(keeping, Z3_mk_add(keeping, 2, both)));
  Z3_del_context(keeping);
  return 0;
}
