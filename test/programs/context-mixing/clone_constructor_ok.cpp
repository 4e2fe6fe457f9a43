// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// z3++ has constructors that translate: a solver, a model and a vector of terms
// move to the context of a worker.
#include <iostream>
#include <z3++.h>

int main() {
  z3::context Main;
  z3::solver Solver(Main);
  z3::expr X = Main.int_const("x");
  Solver.add(X > 2);
  if (Solver.check() != z3::sat)
    return 1;
  z3::model Found = Solver.get_model();
  z3::expr_vector Terms(Main);
  Terms.push_back(X);

  z3::context Worker;
  z3::solver Copy(Worker, Solver, z3::solver::translate());
  z3::model Model(Found, Worker, z3::model::translate());
  z3::expr_vector Moved(Worker, Terms);
  Copy.add(Moved[0] > 5);
  std::cout << Copy.check() << " " << Model.eval(Moved[0], true) << std::endl;
  return 0;
}
