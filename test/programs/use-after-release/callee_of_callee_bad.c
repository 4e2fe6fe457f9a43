// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A compiler's range analysis tears its prover down through two functions.
// After the teardown it asks the prover for one more bound.
#include <stdio.h>
#include <z3.h>

static void close_solver(Z3_context c, Z3_solver s) { Z3_solver_dec_ref(c, s); }

static void teardown(Z3_context c, Z3_solver s, const char *pass) {
  printf("%s: done\n", pass);
  fflush(stdout);
  close_solver(c, s);
}

static int below(Z3_context c, Z3_solver s, Z3_ast value, unsigned limit) {
  Z3_ast bound = Z3_mk_unsigned_int(c, limit, Z3_get_sort(c, value));
  Z3_inc_ref(c, bound);
  Z3_ast above = Z3_mk_bvuge(c, value, bound);
  Z3_inc_ref(c, above);
  Z3_lbool r = Z3_solver_check_assumptions(c, s, 1, &above); // trace: use-after-release
  Z3_dec_ref(c, above);
  Z3_dec_ref(c, bound);
  return r == Z3_L_FALSE;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_ast index =
      Z3_mk_const(c, Z3_mk_string_symbol(c, "index"), Z3_mk_bv_sort(c, 8));
  Z3_inc_ref(c, index);
  Z3_ast mask = Z3_mk_unsigned_int(c, 15, Z3_mk_bv_sort(c, 8));
  Z3_inc_ref(c, mask);
  Z3_ast masked = Z3_mk_bvand(c, index, mask);
  Z3_inc_ref(c, masked);

  Z3_solver s = Z3_mk_solver_for_logic(c, Z3_mk_string_symbol(c, "QF_BV"));
  Z3_solver_inc_ref(c, s);
  Z3_params p = Z3_mk_params(c);
  Z3_params_inc_ref(c, p);
  Z3_params_set_uint(c, p, Z3_mk_string_symbol(c, "timeout"), 2000);
  Z3_solver_set_params(c, s, p);
  Z3_params_dec_ref(c, p);

  int first = below(c, s, masked, 16);
  teardown(c, s, "ranges");
  int second = below(c, s, masked, 8); // report: z3-use-after-release
  printf("below 16: %d, below 8: %d\n", first, second);

  Z3_dec_ref(c, masked);
  Z3_dec_ref(c, mask);
  Z3_dec_ref(c, index);
  Z3_del_context(c);
  return 0;
}
