// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An assertion says what the caller guarantees: the model is there when a text of
// it is asked for.
#undef NDEBUG
#include <assert.h>
#include <stdbool.h>
#include <stdio.h>
#include <z3.h>

static void answer(Z3_context c, Z3_solver s, bool keep, bool print) {
  assert(!print || keep);
  Z3_model m = NULL;
  if (Z3_solver_check(c, s) != Z3_L_TRUE)
    return;
  m = Z3_solver_get_model(c, s);
  Z3_model_inc_ref(c, m);
  unsigned size = Z3_model_get_num_consts(c, m);
  if (!keep)
    Z3_model_dec_ref(c, m);
  printf("%u\n", size);
  if (print)
    printf("%u functions\n", Z3_model_get_num_funcs(c, m));
  if (keep)
    Z3_model_dec_ref(c, m);
}

int main(int argc, char **argv) {
  (void)argv;
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  answer(c, s, argc > 1, argc > 1);
  Z3_solver_dec_ref(c, s);
  Z3_del_context(c);
  return 0;
}
