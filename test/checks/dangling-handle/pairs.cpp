// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-dangling-handle
// A pair of raw handles of temporaries becomes a pair of the objects.
#include <utility>
#include <z3++.h>

bool boundsBad(z3::solver &S, const z3::expr &X) {
  std::pair<Z3_ast, Z3_ast> Bounds(X + 1, X + 2); // warn: keeps a raw handle of a temporary
  // fix: std::pair<z3::expr, z3::expr> Bounds(X + 1, X + 2);
  Z3_solver_assert(S.ctx(), S, Z3_mk_le(S.ctx(), Bounds.first, Bounds.second));
  return S.check() == z3::sat;
}

bool boundsOk(z3::solver &S, const z3::expr &X) {
  std::pair<z3::expr, z3::expr> Bounds(X + 1, X + 2);
  Z3_solver_assert(S.ctx(), S, Z3_mk_le(S.ctx(), Bounds.first, Bounds.second));
  return S.check() == z3::sat;
}

// The parts are raw handles to others.
bool swappedBad(z3::solver &S, const z3::expr &X) {
  std::pair<Z3_ast, Z3_ast> Bounds(X + 1, X + 2); // warn-nofix: keeps a raw handle of a temporary
  Z3_ast *Low = &Bounds.first;
  Z3_solver_assert(S.ctx(), S, Z3_mk_le(S.ctx(), *Low, Bounds.second));
  return S.check() == z3::sat;
}
