// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A cone-of-influence reduction walks through the operands of a formula.
// It gives each operand back, as if the accessor had counted it.
#include <stdio.h>
#include <z3.h>

static unsigned cone(Z3_context c, Z3_ast t, unsigned depth) {
  unsigned size = 1;
  if (Z3_get_ast_kind(c, t) != Z3_APP_AST || depth > 8)
    return size;
  Z3_app app = Z3_to_app(c, t);
  unsigned n = Z3_get_app_num_args(c, app);
  for (unsigned i = 0; i < n; i++) {
    Z3_ast operand = Z3_get_app_arg(c, app, i);
    size += cone(c, operand, depth + 1);
    Z3_dec_ref(c, operand); // report: z3-ownership-mismatch; trace: release-of-unowned
  }
  return size;
}

static Z3_ast exclusive(Z3_context c, const char *one, const char *other) {
  Z3_ast x = Z3_mk_const(c, Z3_mk_string_symbol(c, one), Z3_mk_bool_sort(c));
  Z3_inc_ref(c, x);
  Z3_ast y = Z3_mk_const(c, Z3_mk_string_symbol(c, other), Z3_mk_bool_sort(c));
  Z3_inc_ref(c, y);
  Z3_ast f = Z3_mk_xor(c, x, y);
  Z3_inc_ref(c, f);
  Z3_dec_ref(c, y);
  Z3_dec_ref(c, x);
  return f;
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  Z3_set_error_handler(c, NULL);
  Z3_ast f = exclusive(c, "x", "y");
  printf("%u\n", cone(c, f, 0));
  Z3_dec_ref(c, f);
  Z3_del_context(c);
  return 0;
}
