// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A linter splits its functions into chunks and checks each in a thread.
// Each thread has a context of its own.
#include <algorithm>
#include <iostream>
#include <thread>
#include <vector>
#include <z3++.h>

class Linter {
  std::vector<unsigned> Limits;
  std::vector<int> Findings;

  void checkChunk(unsigned Begin, unsigned End) {
    z3::context Ctx;
    z3::solver S(Ctx, z3::solver::simple());
    z3::expr Index = Ctx.int_const("index");
    for (unsigned I = Begin; I < End; ++I) {
      S.push();
      S.add(Index >= 0);
      S.add(Index < Ctx.int_val(Limits[I]));
      Findings[I] = S.check() == z3::sat;
      S.pop();
    }
  }

public:
  explicit Linter(std::vector<unsigned> L) : Limits(std::move(L)), Findings(Limits.size(), 0) {}

  long run(unsigned Threads) {
    std::vector<std::thread> Pool;
    unsigned N = Limits.size(), Step = (N + Threads - 1) / Threads;
    for (unsigned Begin = 0; Begin < N; Begin += Step)
      Pool.emplace_back(&Linter::checkChunk, this, Begin, std::min(N, Begin + Step));
    for (std::thread &T : Pool)
      T.join();
    return std::count(Findings.begin(), Findings.end(), 1);
  }
};

int main() {
  Linter L({0, 3, 0, 7});
  std::cout << L.run(2) << " findings\n";
  return 0;
}
