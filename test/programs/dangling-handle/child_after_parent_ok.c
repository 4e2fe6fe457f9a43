// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A rewriter looks at the operands of sums.
// The sum is given back when the operand has been used.
#include <stdio.h>
#include <z3.h>

static Z3_ast sum_of(Z3_context c, unsigned a, unsigned b) {
  Z3_sort word = Z3_mk_bv_sort(c, 64);
  Z3_ast terms[2];
  terms[0] = Z3_mk_unsigned_int64(c, a, word);
  Z3_inc_ref(c, terms[0]);
  terms[1] = Z3_mk_unsigned_int64(c, b, word);
  Z3_inc_ref(c, terms[1]);
  Z3_ast sum = Z3_mk_bvadd(c, terms[0], terms[1]);
  Z3_inc_ref(c, sum);
  Z3_dec_ref(c, terms[0]);
  Z3_dec_ref(c, terms[1]);
  return sum;
}

static unsigned first_operand_id(Z3_context c, unsigned a, unsigned b) {
  Z3_ast sum = sum_of(c, a, b);
  Z3_ast first = Z3_get_app_arg(c, Z3_to_app(c, sum), 0);
  Z3_ast mark = Z3_mk_int(c, 77, Z3_mk_int_sort(c));
  Z3_inc_ref(c, mark);
  unsigned id = Z3_get_ast_id(c, first);
  Z3_dec_ref(c, sum);
  Z3_dec_ref(c, mark);
  return id;
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  printf("%d\n", first_operand_id(c, 700, 800) != 0);
  Z3_del_context(c);
  return 0;
}
