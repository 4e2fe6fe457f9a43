// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A type checker's own term builder gives raw terms, counted by nobody.
// The first product has an owner when the second is made.
#include <iostream>
#include <unistd.h>
#include <z3++.h>

class Builder {
  Z3_context Ctx;

public:
  explicit Builder(Z3_context C) : Ctx(C) {}
  Z3_ast mul(Z3_ast L, Z3_ast R) const {
    Z3_ast Both[] = {L, R};
    return Z3_mk_mul(Ctx, 2, Both);
  }
  Z3_ast add(Z3_ast L, Z3_ast R) const {
    Z3_ast Both[] = {L, R};
    return Z3_mk_add(Ctx, 2, Both);
  }
};

struct Shape {
  z3::expr Rows, Columns, Stride;
};

static z3::expr footprint(const Builder &Build, const Shape &S) {
  z3::context &C = S.Rows.ctx();
  z3::expr Body(C, Build.mul(S.Rows, S.Columns));
  return z3::expr(C, Build.add(Body, Build.mul(S.Rows, S.Stride)));
}

static bool fits(const Shape &S, int Bytes) {
  z3::context &C = S.Rows.ctx();
  Builder Build(C);
  z3::solver Solver(C, z3::solver::simple());
  Solver.add(S.Rows >= 1 && S.Columns >= 1 && S.Stride >= 0);
  Solver.add(footprint(Build, S) <= Bytes);
  return Solver.check() == z3::sat;
}

int main() {
  alarm(5); // a dead term may send Z3 round in circles
  z3::context C;
  Shape Image{C.int_const("rows"), C.int_const("columns"), C.int_const("stride")};
  std::cout << (fits(Image, 4096) ? "fits" : "too large") << "\n";
  return 0;
}
