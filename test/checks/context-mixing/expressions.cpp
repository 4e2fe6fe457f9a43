// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Terms of z3++ in expressions of another context: a translated variable for all
// that the statement says of it; a variable for what has no name.
#include <z3++.h>

class Verifier {
  z3::context ctx;

public:
  z3::expr witness() { return ctx.int_val(3); }
};

class Synthesizer {
  Verifier verifier;
  z3::context ctx;
  z3::solver solver{ctx, z3::solver::simple()};
  z3::expr slope{ctx.int_const("slope")};
  z3::expr offset{ctx.int_const("offset")};

public:
  void refineBad() {
    z3::expr at = verifier.witness();
    // fix: z3::expr translated(slope.ctx(), Z3_translate(at.ctx(), at, slope.ctx()));
    // fix: solver.add(slope * translated == translated + translated);
    solver.add(slope * at == at + at); // warn: 'at' is used in a context that it does not belong to
  }
  // Of the other term it is not known here which context it has.
  void shiftBad() {
    z3::expr at = verifier.witness();
    solver.add(slope * at == offset + at); // warn-nofix: 'at' is used in a context that it does not belong to
  }
  int found() { return solver.check() == z3::sat; }
};

int refineTwice() {
  Synthesizer synthesizer;
  synthesizer.refineBad();
  synthesizer.shiftBad();
  return synthesizer.found();
}

class Comparison {
  z3::context Left, Right;
  z3::solver Search{Left, z3::solver::simple()};
  z3::expr Limit{Right.int_const("limit")};

public:
  bool reachableBad() {
    // fix: z3::expr foreign = Limit > 3;
    // fix: Search.add(z3::expr(Search.ctx(), Z3_translate(foreign.ctx(), foreign, Search.ctx())));
    Search.add(Limit > 3); // warn: is used in a context that it does not belong to
    return Search.check() == z3::sat;
  }
};

bool compare() { return Comparison().reachableBad(); }
