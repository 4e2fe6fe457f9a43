// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A package resolver checks a matrix of features. 
// Each cell gets a solver from new, for its own logic, and all are deleted.
#include <cstdio>
#include <string>
#include <vector>
#include <z3++.h>

struct Cell {
  const char *Logic;
  int Low, High;
};

static z3::solver *solverFor(z3::context &C, const Cell &Want) {
  z3::solver *S = new z3::solver(C, Want.Logic);
  z3::expr Version = C.int_const("version");
  S->add(Version >= Want.Low);
  S->add(Version <= Want.High);
  return S;
}

static std::vector<std::string> resolve(z3::context &C,
                                        const std::vector<Cell> &Matrix) {
  std::vector<std::string> Fitting;
  for (const Cell &Want : Matrix) {
    z3::solver *S = solverFor(C, Want);
    z3::check_result Answer = S->check();
    if (Answer == z3::sat)
      Fitting.push_back(Want.Logic);
    delete S;
  }
  return Fitting;
}

int main() {
  z3::context C;
  std::vector<Cell> Matrix = {{"QF_LIA", 1, 4}, {"QF_LIA", 4, 2},
                              {"QF_UFLIA", 9, 3}, {"LIA", 2, 2},
                              {"QF_LIA", 6, 5}};
  std::vector<std::string> Fitting = resolve(C, Matrix);
  std::printf("%zu fit\n", Fitting.size());
  return Fitting.size() == 2 ? 0 : 1;
}
