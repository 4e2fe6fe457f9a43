// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A statement expression hands the reference on.
#include <z3.h>
static Z3_context C;
static inline void put(Z3_ast *p) {
  if (*p)
    Z3_dec_ref(C, *p);
}
#define AUTO_AST __attribute__((cleanup(put))) Z3_ast
#define STEAL(p)                                                               \
  ({                                                                           \
    __typeof__(p) s_ = (p);                                                    \
    (p) = NULL;                                                                \
    s_;                                                                        \
  })
Z3_ast negative(Z3_ast x) {
  AUTO_AST u = Z3_mk_unary_minus(C, x);
  Z3_inc_ref(C, u);
  return STEAL(u);
}
