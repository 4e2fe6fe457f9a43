// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A demo without counting for terms: the context keeps them all. Objects are
// counted there as elsewhere.
// A term is given back that nobody retained, as if that were nothing here.
#include <stdio.h>
#include <z3.h>

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context(config);
  Z3_del_config(config);
  Z3_sort integer = Z3_mk_int_sort(c);
  Z3_ast x = Z3_mk_const(c, Z3_mk_string_symbol(c, "x"), integer);
  Z3_ast low = Z3_mk_int(c, 100, integer);
  Z3_ast high = Z3_mk_int(c, 200, integer);
  Z3_ast outside[2] = {Z3_mk_lt(c, x, low), Z3_mk_gt(c, x, high)};
  Z3_ast claim = Z3_mk_or(c, 2, outside);
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_solver_assert(c, s, claim);
  Z3_dec_ref(c, claim); // report: z3-ownership-mismatch; trace: release-of-unowned
  printf("answer %d\n", (int)Z3_solver_check(c, s));
  fflush(stdout);
  Z3_solver_dec_ref(c, s);
  Z3_del_context(c);
  return 0;
}
