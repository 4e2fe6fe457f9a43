// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A test generator keeps the last models of a query, to drop the oldest.
// The queue is declared before the context.
#include <cstdio>
#include <deque>
#include <z3++.h>

static size_t generate(int Wanted) {
  std::deque<z3::model> Recent; // report: z3-outlives-context
  z3::context C;
  z3::solver S(C, z3::solver::simple());
  z3::expr Input = C.int_const("input");
  S.add(Input > 0 && Input < 100);
  while (static_cast<int>(Recent.size()) < Wanted && S.check() == z3::sat) {
    z3::model M = S.get_model();
    Recent.push_back(M);
    S.add(Input != M.eval(Input, true));
  }
  std::printf("%zu inputs\n", Recent.size());
  std::fflush(stdout);
  return Recent.size();
} // trace: use-after-context-delete

int main() { return generate(3) == 3 ? 0 : 1; }
