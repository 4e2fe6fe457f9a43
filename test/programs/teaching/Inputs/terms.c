#include "../terms.h"

static Z3_ast counted(Z3_context c, Z3_ast t) {
  Z3_inc_ref(c, t);
  return t;
}

Z3_ast term_var(Z3_context c, const char *name) {
  return counted(
      c, Z3_mk_const(c, Z3_mk_string_symbol(c, name), Z3_mk_int_sort(c)));
}

Z3_ast term_add(Z3_context c, Z3_ast a, Z3_ast b) {
  Z3_ast both[2] = {a, b};
  return counted(c, Z3_mk_add(c, 2, both));
}

Z3_ast term_negate(Z3_context c, Z3_ast a) {
  Z3_ast n = counted(c, Z3_mk_unary_minus(c, a));
  Z3_dec_ref(c, a);
  return n;
}

void term_drop(Z3_context c, Z3_ast a) { Z3_dec_ref(c, a); }
