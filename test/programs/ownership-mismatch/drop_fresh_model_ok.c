// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A solver loop counts models; a helper drops each of them.
// The model is retained as soon as it is there.
#include <stdio.h>
#include <z3.h>

static void drop_model(Z3_context c, Z3_model m) {
  if (m)
    Z3_model_dec_ref(c, m);
}

static unsigned size_of_model(Z3_context c, Z3_solver s) {
  if (Z3_solver_check(c, s) != Z3_L_TRUE)
    return 0;
  Z3_model m = Z3_solver_get_model(c, s);
  Z3_model_inc_ref(c, m);
  unsigned size = Z3_model_get_num_consts(c, m);
  drop_model(c, m);
  return size;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_solver_assert(c, s, Z3_mk_const(c, Z3_mk_string_symbol(c, "p"), Z3_mk_bool_sort(c)));
  printf("%u\n", size_of_model(c, s));
  fflush(stdout);
  Z3_solver_dec_ref(c, s);
  Z3_del_context(c);
  return 0;
}
