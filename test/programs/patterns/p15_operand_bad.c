// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A bit-blaster looks at an operand through borrowed handles.
// The question goes to the context of the abstraction, the term is of the
// concrete one.
#include <stdio.h>
#include <z3.h>

static Z3_context open_context(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  return c;
}

int main(void) {
  Z3_context concrete = open_context();
  Z3_context abstract = open_context();
  Z3_ast x = Z3_mk_const(concrete, Z3_mk_string_symbol(concrete, "x"),
                         Z3_mk_bv_sort(concrete, 24));
  Z3_inc_ref(concrete, x);
  Z3_ast neg = Z3_mk_bvneg(concrete, x);
  Z3_inc_ref(concrete, neg);
  Z3_ast flag = Z3_mk_const(abstract, Z3_mk_string_symbol(abstract, "flag"),
                            Z3_mk_bool_sort(abstract));
  Z3_inc_ref(abstract, flag);

  Z3_ast operand = Z3_get_app_arg(concrete, Z3_to_app(concrete, neg), 0);
  unsigned depth = Z3_is_app(abstract, operand) ? 1 : 0; // report: z3-context-mixing; trace: wrong-context
  printf("depth %u, flag %u\n", depth, Z3_get_bool_value(abstract, flag));
  fflush(stdout);

  Z3_dec_ref(abstract, flag);
  Z3_dec_ref(concrete, neg);
  Z3_dec_ref(concrete, x);
  Z3_del_context(abstract);
  Z3_del_context(concrete);
  return 0;
}
