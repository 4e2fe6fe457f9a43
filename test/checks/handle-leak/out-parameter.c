// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-handle-leak,z3-loop-creation
// The object comes through the address of a variable, and the answer of the
// call says whether it has come.

#include <stdio.h>
#include <z3.h>

static int get_model(Z3_context c, Z3_solver s, Z3_model *out) {
  if (Z3_solver_check(c, s) != Z3_L_TRUE)
    return -1;
  Z3_model m = Z3_solver_get_model(c, s);
  Z3_model_inc_ref(c, m);
  *out = m;
  return 0;
}

static int earlyBad(Z3_context c, Z3_solver s) {
  Z3_model m;
  if (get_model(c, s, &m) != 0) // warn: is lost on a way out
    return -1;
  if (Z3_model_get_num_consts(c, m) == 0)
    return 0;
  // fix: if (Z3_model_get_num_consts(c, m) == 0) {
  // fix: Z3_model_dec_ref(c, m);
  // fix: return 0;
  Z3_model_dec_ref(c, m);
  return 1;
}

static int earlyOk(Z3_context c, Z3_solver s) {
  Z3_model m;
  if (get_model(c, s, &m) != 0)
    return -1;
  if (Z3_model_get_num_consts(c, m) == 0) {
    Z3_model_dec_ref(c, m);
    return 0;
  }
  Z3_model_dec_ref(c, m);
  return 1;
}

static unsigned whileBad(Z3_context c, Z3_solver s) {
  Z3_model m;
  unsigned rounds = 0;
  while (get_model(c, s, &m) == 0) { // warn: is made in each iteration and never released
    rounds += Z3_model_get_num_consts(c, m) + 1;
    Z3_solver_assert(c, s, Z3_mk_false(c));
    // fix: Z3_model_dec_ref(c, m);
  }
  return rounds;
}

// The answer is kept in a variable: which way has the model is not followed.
static int keptAnswerBad(Z3_context c, Z3_solver s) {
  Z3_model m;
  int code = get_model(c, s, &m); // warn-nofix: is lost
  if (code != 0)
    return -1;
  return (int)Z3_model_get_num_consts(c, m);
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  printf("%d %d\n", earlyBad(c, s), earlyOk(c, s));
  printf("%u\n", whileBad(c, s));
  printf("%d\n", keptAnswerBad(c, s));
  Z3_solver_dec_ref(c, s);
  Z3_del_context(c);
  return 0;
}
// prints: 0 0
// prints: 1
// prints: -1
