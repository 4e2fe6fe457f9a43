// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The model is given back when the caller wants no text of it, and is then
// printed all the same for the error code that goes with success.
#include <stdio.h>
#include <z3.h>

enum { OK = 0, NO_MODEL = 1, TIMEOUT = 2 };

static int solve(Z3_context c, Z3_solver s, Z3_model *out) {
  switch (Z3_solver_check(c, s)) {
  case Z3_L_TRUE:
    *out = Z3_solver_get_model(c, s);
    Z3_model_inc_ref(c, *out);
    return OK;
  case Z3_L_FALSE:
    return NO_MODEL;
  default:
    return TIMEOUT;
  }
}

static void report(Z3_context c, Z3_solver s, int verbose) {
  Z3_model m;
  int code = solve(c, s, &m);
  const char *word = "decided";
  if (code == TIMEOUT)
    word = "timeout";
  if (verbose)
    printf("%s\n", word);
  if (code == OK && !verbose)
    Z3_model_dec_ref(c, m);
  if (code == OK)
    printf("%u constants\n", Z3_model_get_num_consts(c, m)); // report: z3-use-after-release; trace: use-after-release
  if (code == OK && verbose)
    Z3_model_dec_ref(c, m);
  fflush(stdout);
}

int main(int argc, char **argv) {
  (void)argv;
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_ast p = Z3_mk_const(c, Z3_mk_string_symbol(c, "p"), Z3_mk_bool_sort(c));
  Z3_inc_ref(c, p);
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_solver_assert(c, s, p);
  report(c, s, argc > 1);
  Z3_solver_dec_ref(c, s);
  Z3_dec_ref(c, p);
  Z3_del_context(c);
  return 0;
}
