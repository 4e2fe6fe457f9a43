// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The value of a statement expression goes to the variable or the caller.
#include <z3.h>
#define STEAL(p)                                                               \
  ({                                                                           \
    Z3_ast s_ = (p);                                                           \
    (p) = NULL;                                                                \
    s_;                                                                        \
  })
Z3_ast negative(Z3_context c, Z3_ast x) {
  Z3_ast u = Z3_mk_unary_minus(c, x);
  Z3_inc_ref(c, u);
  return STEAL(u);
}
#define KEEP(c, t)                                                             \
  ({                                                                           \
    Z3_ast k_ = (t);                                                           \
    Z3_inc_ref((c), k_);                                                       \
    k_;                                                                        \
  })
int two(Z3_context c, Z3_ast x) {
  Z3_ast u = KEEP(c, Z3_mk_unary_minus(c, x));
  Z3_ast v = KEEP(c, Z3_mk_unary_minus(c, u));
  int k = Z3_get_ast_id(c, v);
  Z3_dec_ref(c, v);
  Z3_dec_ref(c, u);
  return k;
}
