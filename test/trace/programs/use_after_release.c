// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Uses of what the program has given back, with memory that is still there.
#include "common.h"

int main(void) {
  Z3_context c = counting_context();
  Z3_solver s = Z3_mk_simple_solver(c); // MARK: solver
  Z3_solver_inc_ref(c, s);
  Z3_solver_dec_ref(c, s); // MARK: freed_solver
  // Still in the context's slot: no crash, and wrong all the same.
  Z3_solver_push(c, s); // EVENT: use-after-release solver made=solver released=freed_solver
  Z3_solver_push(c, s); // told once for each handle

  Z3_ast x = Z3_mk_const(c, Z3_mk_string_symbol(c, "x"), Z3_mk_int_sort(c)); // MARK: x
  Z3_inc_ref(c, x);
  Z3_inc_ref(c, x);
  Z3_dec_ref(c, x);
  printf("%u\n", Z3_get_ast_kind(c, x)); // one reference is left
  Z3_dec_ref(c, x); // MARK: freed_x
  printf("%u\n", Z3_get_ast_kind(c, x)); // EVENT: use-after-release ast made=x released=freed_x

  for (int i = 0; i < 3; ++i) {
    Z3_params p = Z3_mk_params(c); // MARK: params
    Z3_params_inc_ref(c, p);
    Z3_params_dec_ref(c, p); // MARK: freed_params
    Z3_params_to_string(c, p); // EVENT: use-after-release params count=3 made=params released=freed_params
  }
  Z3_del_context(c);
  return 0;
}
