// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-context-mixing
// The context of a solver behind a pointer is the solver's, and another one than
// that of a term of elsewhere.

#include <z3++.h>

static z3::expr raised(z3::solver *s, const z3::expr &x) {
  return s->ctx().bv_val(1, 8) + x;
}

void otherContextBad() {
  z3::context c, d;
  z3::solver s(c);
  z3::expr x = d.bv_const("x", 8);
  z3::expr y = raised(&s, x); // warn: 'x' is used in a context that it does not belong to
}

void sameContextOk() {
  z3::context c;
  z3::solver s(c);
  z3::expr x = c.bv_const("x", 8);
  z3::expr y = raised(&s, x);
}
