// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A cache is asked for a model that its owner may have dropped before; the
// assertion speaks of the wrong flag.
#undef NDEBUG
#include <assert.h>
#include <stdbool.h>
#include <stdio.h>
#include <z3.h>

static void answer(Z3_context c, Z3_solver s, bool keep, bool print) {
  assert(print || !keep);
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
    printf("%u functions\n", Z3_model_get_num_funcs(c, m)); // report: z3-use-after-release; trace: use-after-release
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
  answer(c, s, argc > 1, true);
  Z3_solver_dec_ref(c, s);
  Z3_del_context(c);
  return 0;
}
