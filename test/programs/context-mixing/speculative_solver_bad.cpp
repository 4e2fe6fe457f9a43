// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A prover tries lemmas in a second context, so that the first stays small.
// A lemma is tried as it is, in a context that it was not made in.
// build: -DNDEBUG
#include <iostream>
#include <string>
#include <vector>
#include <z3++.h>

namespace {

class Speculation {
  z3::context Own;
  z3::solver Solver{Own, z3::solver::simple()};

public:
  bool plausible(const z3::expr &Lemma) {
    Solver.push();
    Z3_solver_assert(Own, Solver, Lemma); // trace: wrong-context
    bool Possible = Solver.check() != z3::unsat;
    Solver.pop();
    return Possible;
  }
};

class Prover {
  z3::context Ctx;
  Speculation Guess;
  std::vector<z3::expr> Lemmas;

public:
  z3::expr counter(const std::string &Name) {
    return Ctx.int_const(Name.c_str());
  }

  void propose(const z3::expr &Lemma) {
    if (Guess.plausible(Lemma))
      Lemmas.push_back(Lemma);
  }

  std::size_t lemmas() const { return Lemmas.size(); }
};

} // namespace

int main() {
  Prover P;
  z3::expr I = P.counter("i"), N = P.counter("n");
  P.propose(I <= N); // report: z3-context-mixing
  P.propose(I < I); // report: z3-context-mixing
  std::cout << P.lemmas() << " lemmas" << std::endl;
  return 0;
}
