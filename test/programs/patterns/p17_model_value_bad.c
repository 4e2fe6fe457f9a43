// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A test generator reads numbers out of a model.
// The value is given back before the number is read from it.
#include <stdint.h>
#include <stdio.h>
#include <z3.h>

static int value_of(Z3_context c, Z3_model m, Z3_ast x, uint64_t *out) {
  Z3_ast v = NULL;
  if (!Z3_model_eval(c, m, x, true, &v))
    return 0;
  Z3_inc_ref(c, v);
  int ok = 0;
  if (Z3_get_ast_kind(c, v) == Z3_NUMERAL_AST) {
    ok = 1;
  }
  Z3_dec_ref(c, v);
  return ok && Z3_get_numeral_uint64(c, v, out); // report: z3-use-after-release; trace: use-after-release
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_sort word = Z3_mk_bv_sort(c, 32);
  Z3_ast x = Z3_mk_const(c, Z3_mk_string_symbol(c, "x"), word);
  Z3_inc_ref(c, x);
  Z3_ast limit = Z3_mk_unsigned_int(c, 4000, word);
  Z3_inc_ref(c, limit);
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_solver_assert(c, s, Z3_mk_bvuge(c, x, limit));
  uint64_t value = 0;
  if (Z3_solver_check(c, s) == Z3_L_TRUE) {
    Z3_model m = Z3_solver_get_model(c, s);
    Z3_model_inc_ref(c, m);
    if (value_of(c, m, x, &value))
      puts("x has a value");
    fflush(stdout);
    Z3_model_dec_ref(c, m);
  }
  Z3_solver_dec_ref(c, s);
  Z3_dec_ref(c, limit);
  Z3_dec_ref(c, x);
  Z3_del_context(c);
  return 0;
}
