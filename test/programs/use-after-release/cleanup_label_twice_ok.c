// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An equivalence checker leaves by one cleanup label.
// The way out for an unknown answer leaves all of it to the label.
#include <stdio.h>
#include <z3.h>

static int equivalent(Z3_context c, Z3_ast left, Z3_ast right, unsigned limit) {
  int result = -1;
  Z3_params p = Z3_mk_params(c);
  Z3_params_inc_ref(c, p);
  Z3_params_set_uint(c, p, Z3_mk_string_symbol(c, "rlimit"), limit);
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_solver_set_params(c, s, p);

  Z3_ast same = Z3_mk_eq(c, left, right);
  Z3_solver_assert(c, s, Z3_mk_not(c, same));
  Z3_lbool r = Z3_solver_check(c, s);
  if (r == Z3_L_UNDEF) {
    puts("gave up");
    goto out;
  }
  result = r == Z3_L_FALSE;
out:
  Z3_solver_dec_ref(c, s);
  Z3_params_dec_ref(c, p);
  return result;
}

static Z3_ast word(Z3_context c, const char *name) {
  Z3_ast a = Z3_mk_const(c, Z3_mk_string_symbol(c, name), Z3_mk_bv_sort(c, 64));
  Z3_inc_ref(c, a);
  return a;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_ast x = word(c, "x");
  Z3_ast y = word(c, "y");
  Z3_ast xy = Z3_mk_bvmul(c, x, y);
  Z3_inc_ref(c, xy);
  Z3_ast yx = Z3_mk_bvudiv(c, xy, x);
  Z3_inc_ref(c, yx);
  Z3_ast yy = Z3_mk_bvurem(c, yx, y);
  Z3_inc_ref(c, yy);

  printf("equivalent: %d\n", equivalent(c, xy, yy, 1));

  Z3_dec_ref(c, yy);
  Z3_dec_ref(c, yx);
  Z3_dec_ref(c, xy);
  Z3_dec_ref(c, y);
  Z3_dec_ref(c, x);
  Z3_del_context(c);
  return 0;
}
