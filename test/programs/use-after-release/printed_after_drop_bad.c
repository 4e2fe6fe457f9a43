// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A peephole verifier proves a rewrite and prints it.
// The left-hand side is dropped before the report that prints it.
#include <stdio.h>
#include <z3.h>

static Z3_ast var(Z3_context c, const char *name) {
  Z3_ast v = Z3_mk_const(c, Z3_mk_string_symbol(c, name), Z3_mk_bv_sort(c, 8));
  Z3_inc_ref(c, v);
  return v;
}

static int differs(Z3_context c, Z3_ast lhs, Z3_ast rhs) {
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_ast same = Z3_mk_eq(c, lhs, rhs);
  Z3_solver_assert(c, s, Z3_mk_not(c, same));
  Z3_lbool r = Z3_solver_check(c, s);
  Z3_solver_dec_ref(c, s);
  return r != Z3_L_FALSE;
}

static void verify(Z3_context c) {
  Z3_ast x = var(c, "x");
  Z3_ast two = Z3_mk_unsigned_int(c, 2, Z3_mk_bv_sort(c, 8));
  Z3_inc_ref(c, two);
  Z3_ast one = Z3_mk_unsigned_int(c, 1, Z3_mk_bv_sort(c, 8));
  Z3_inc_ref(c, one);
  Z3_ast lhs = Z3_mk_bvmul(c, x, two);
  Z3_inc_ref(c, lhs);
  Z3_ast rhs = Z3_mk_bvadd(c, x, x);
  Z3_inc_ref(c, rhs);

  int wrong = differs(c, lhs, rhs);
  Z3_dec_ref(c, lhs);
  Z3_ast cheaper = Z3_mk_bvshl(c, x, one);
  Z3_inc_ref(c, cheaper);
  printf("%s -> ", Z3_ast_to_string(c, lhs)); // report: z3-use-after-release; trace: use-after-release
  printf("%s: %s\n", Z3_ast_to_string(c, rhs), wrong ? "wrong" : "proved");
  wrong = differs(c, rhs, cheaper);
  printf("by a shift: %s\n", wrong ? "wrong" : "proved");
  Z3_dec_ref(c, cheaper);
  Z3_dec_ref(c, rhs);
  Z3_dec_ref(c, one);
  Z3_dec_ref(c, two);
  Z3_dec_ref(c, x);
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  verify(c);
  Z3_del_context(c);
  return 0;
}
