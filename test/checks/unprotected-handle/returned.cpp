// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-unprotected-handle
// A fresh handle is returned when a later call has collected it.

#include <z3++.h>

Z3_ast chosenBad(const z3::expr &a, const z3::expr &b, bool strict) {
  z3::context &c = a.ctx();
  Z3_ast both[] = {a, b};
  Z3_ast all = Z3_mk_and(c, 2, both);
  Z3_ast some = Z3_mk_or(c, 2, both);
  return strict ? all : some; // warn-nofix: is returned after a call that may have collected it
}

Z3_ast chosenOk(const z3::expr &a, const z3::expr &b, bool strict) {
  z3::context &c = a.ctx();
  Z3_ast both[] = {a, b};
  return strict ? Z3_mk_and(c, 2, both) : Z3_mk_or(c, 2, both);
}

// The newest one is the one that the context has.
Z3_ast newestOk(const z3::expr &a, const z3::expr &b, bool strict) {
  z3::context &c = a.ctx();
  Z3_ast both[] = {a, b};
  Z3_ast all = Z3_mk_and(c, 2, both);
  Z3_ast result = Z3_mk_not(c, all);
  return result;
}

// Kept by the term that is made of it.
Z3_ast partOk(z3::solver &s, const z3::expr &a, const z3::expr &b) {
  z3::context &c = a.ctx();
  Z3_ast both[] = {a, b};
  Z3_ast all = Z3_mk_and(c, 2, both);
  z3::expr negated(s.ctx(), Z3_mk_not(c, all));
  s.add(negated);
  return all;
}

int main() {
  z3::context c;
  z3::solver s(c);
  z3::expr a = c.bool_const("a"), b = c.bool_const("b");
  chosenOk(a, b, true);
  newestOk(a, b, true);
  partOk(s, a, b);
}
