// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A prover tries lemmas in a second context, so that the first stays small.
// A lemma is brought over to the context that it is tried in.
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
    z3::expr Here(Own, Z3_translate(Lemma.ctx(), Lemma, Own));
    Z3_solver_assert(Own, Solver, Here);
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
  P.propose(I <= N);
  P.propose(I < I);
  std::cout << P.lemmas() << " lemmas" << std::endl;
  return 0;
}
