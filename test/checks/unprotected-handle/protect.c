// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-unprotected-handle
// A reference from where the handle is made to behind its last use.
#include <stdio.h>
#include <z3.h>

static unsigned behindLastUseBad(Z3_context c, Z3_solver s) {
  Z3_model m = Z3_solver_get_model(c, s);
  // fix: Z3_model_inc_ref(c, m);
  Z3_stats stats = Z3_solver_get_statistics(c, s);
  unsigned n = Z3_stats_size(c, stats) > 1000;
  n += Z3_model_get_num_consts(c, m); // warn: 'm' is used after a call
  // fix: Z3_model_dec_ref(c, m);
  n++;
  return n;
}

static unsigned wayOutBetweenBad(Z3_context c, Z3_solver s) {
  Z3_model m = Z3_solver_get_model(c, s);
  // fix: Z3_model_inc_ref(c, m);
  Z3_stats stats = Z3_solver_get_statistics(c, s);
  // fix: if (Z3_stats_size(c, stats) > 100000) {
  // fix: Z3_model_dec_ref(c, m);
  // fix: return 0;
  // fix: }
  if (Z3_stats_size(c, stats) > 100000)
    return 0;
  unsigned n = Z3_model_get_num_consts(c, m); // warn: 'm' is used after a call
  // fix: Z3_model_dec_ref(c, m);
  return n;
}

// What is made of it is retained before it is given back.
static void madeOfItBad(Z3_context c, Z3_solver s, Z3_ast p, Z3_ast q) {
  Z3_ast no = Z3_mk_not(c, p);
  // fix: Z3_inc_ref(c, no);
  Z3_ast other = Z3_mk_iff(c, p, q);
  Z3_solver_assert(c, s, other);
  Z3_ast same = Z3_mk_iff(c, no, q); // warn: 'no' is used after a call
  // fix: Z3_inc_ref(c, same);
  Z3_inc_ref(c, same);
  // fix: Z3_dec_ref(c, no);
  Z3_solver_assert(c, s, same);
  Z3_dec_ref(c, same);
}

// The function's own retain comes too late.
static void retainedLateBad(Z3_context c, Z3_solver s, Z3_ast p, Z3_ast q) {
  Z3_ast no = Z3_mk_not(c, p);
  // fix: Z3_inc_ref(c, no);
  Z3_ast same = Z3_mk_iff(c, p, q);
  // fix: Z3_inc_ref(c, same);
  Z3_inc_ref(c, same);
  // fix: Z3_solver_assert(c, s, no);
  Z3_inc_ref(c, no); // warn: 'no' is used after a call
  Z3_solver_assert(c, s, no);
  Z3_solver_assert(c, s, same);
  Z3_dec_ref(c, same);
  Z3_dec_ref(c, no);
}

// Z3 has none for this function: then there is nothing to retain.
static unsigned nullTestBad(Z3_context c, Z3_solver s, Z3_func_decl f) {
  Z3_model m = Z3_solver_get_model(c, s);
  Z3_model_inc_ref(c, m);
  Z3_func_interp table = Z3_model_get_func_interp(c, m, f);
  if (!table) {
    Z3_model_dec_ref(c, m);
    return 0;
  }
  // fix: Z3_func_interp_inc_ref(c, table);
  Z3_stats stats = Z3_solver_get_statistics(c, s);
  unsigned n = Z3_stats_size(c, stats) > 100000;
  n += Z3_func_interp_get_num_entries(c, table); // warn: 'table' is used after a call
  // fix: Z3_func_interp_dec_ref(c, table);
  Z3_model_dec_ref(c, m);
  return n;
}

static void elementBad(Z3_context c, Z3_solver s, Z3_ast p, Z3_ast q) {
  Z3_ast sides[2];
  sides[0] = Z3_mk_not(c, p);
  // fix: Z3_inc_ref(c, sides[0]);
  sides[1] = Z3_mk_iff(c, p, q);
  Z3_solver_assert(c, s, Z3_mk_or(c, 2, sides)); // warn: is used after a call
  // fix: Z3_dec_ref(c, sides[0]);
}

static void valueBad(Z3_context c, Z3_solver s, Z3_ast p, Z3_ast q) {
  Z3_model m = Z3_solver_get_model(c, s);
  Z3_model_inc_ref(c, m);
  for (int i = 0; i < 2; i++) {
    Z3_ast value, other;
    if (!Z3_model_eval(c, m, Z3_mk_not(c, p), true, &value))
      continue;
    // fix: Z3_inc_ref(c, value);
    // fix: Z3_dec_ref(c, value);
    // fix: continue;
    if (!Z3_model_eval(c, m, Z3_mk_not(c, q), true, &other))
      continue;
    Z3_inc_ref(c, other);
    Z3_solver_assert(c, s, Z3_mk_iff(c, value, other)); // warn: 'value' is used after a call
    // fix: Z3_dec_ref(c, value);
    Z3_dec_ref(c, other);
  }
  Z3_model_dec_ref(c, m);
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_sort boolean = Z3_mk_bool_sort(c);
  Z3_ast p = Z3_mk_const(c, Z3_mk_string_symbol(c, "p"), boolean);
  Z3_inc_ref(c, p);
  Z3_ast q = Z3_mk_const(c, Z3_mk_string_symbol(c, "q"), boolean);
  Z3_inc_ref(c, q);
  Z3_sort integer = Z3_mk_int_sort(c);
  Z3_func_decl f = Z3_mk_func_decl(c, Z3_mk_string_symbol(c, "f"), 1, &integer, integer);
  Z3_inc_ref(c, Z3_func_decl_to_ast(c, f));
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_solver_assert(c, s, p);
  if (Z3_solver_check(c, s) == Z3_L_TRUE) {
    // prints: 2 1 0
    printf("%u %u %u\n", behindLastUseBad(c, s), wayOutBetweenBad(c, s), nullTestBad(c, s, f));
    valueBad(c, s, p, q);
  }
  madeOfItBad(c, s, p, q);
  retainedLateBad(c, s, p, q);
  elementBad(c, s, p, q);
  // prints: -1
  printf("%d\n", Z3_solver_check(c, s));
  Z3_solver_dec_ref(c, s);
  Z3_dec_ref(c, Z3_func_decl_to_ast(c, f));
  Z3_dec_ref(c, q);
  Z3_dec_ref(c, p);
  Z3_del_context(c);
  return 0;
}
