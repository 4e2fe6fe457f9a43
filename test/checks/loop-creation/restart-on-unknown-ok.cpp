// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A new engine only after an answer "unknown".
#include <memory>
#include <vector>
#include <z3++.h>
int count(z3::context &C, const std::vector<z3::expr> &Queries) {
  auto S = std::make_unique<z3::solver>(C);
  int N = 0;
  for (const z3::expr &E : Queries) {
    S->push();
    S->add(E);
    z3::check_result A = S->check();
    if (A == z3::unknown) {
      S = std::make_unique<z3::solver>(C);
      continue;
    }
    S->pop();
    N += A == z3::sat;
  }
  return N;
}
