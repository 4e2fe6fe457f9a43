// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-unprotected-handle
// In C++ a z3raii handle owns it.
#include <z3++.h>
#include <z3raii/z3raii.h>

unsigned modelBad(Z3_context c, Z3_solver s) {
  // fix: z3raii::model m = z3raii::model::share(c, Z3_solver_get_model(c, s));
  Z3_model m = Z3_solver_get_model(c, s);
  Z3_stats stats = Z3_solver_get_statistics(c, s);
  unsigned n = Z3_stats_size(c, stats);
  return n + Z3_model_get_num_consts(c, m); // warn: 'm' is used after a call
}

static Z3_goal first(Z3_context c, Z3_apply_result r) {
  return Z3_apply_result_get_subgoal(c, r, 0);
}

// The function of the file has counted nothing.
unsigned fromHelperBad(Z3_context c, Z3_solver s, Z3_apply_result r) {
  // fix: z3raii::goal g = z3raii::goal::share(c, first(c, r));
  Z3_goal g = first(c, r);
  Z3_stats stats = Z3_solver_get_statistics(c, s);
  unsigned n = Z3_stats_size(c, stats);
  return n + Z3_goal_size(c, g); // warn: 'g' is used after a call
}

Z3_lbool retainedLateBad(Z3_context c, Z3_solver s, Z3_ast p, Z3_ast q) {
  // fix: z3raii::ast no = z3raii::ast::share(c, Z3_mk_not(c, p));
  Z3_ast no = Z3_mk_not(c, p);
  Z3_ast same = Z3_mk_iff(c, p, q);
  Z3_solver_assert(c, s, same);
  Z3_inc_ref(c, no); // warn: 'no' is used after a call
  Z3_solver_assert(c, s, no);
  Z3_dec_ref(c, no);
  return Z3_solver_check(c, s);
}

// A class of z3++ takes it: which conversion would be meant?
bool wrappedBad(z3::context &c, unsigned width) {
  z3::sort index = c.bv_sort(width);
  Z3_sort raw = Z3_mk_array_sort(c, index, index);
  z3::expr zero = c.bv_val(0u, 8);
  z3::sort memory(c, raw); // warn-nofix: 'memory' is used after a call
  return memory.is_array() && zero.is_numeral();
}
