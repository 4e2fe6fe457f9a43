// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A test generator replays recorded inputs; each byte that is read is a
// symbol with a new name, numbered over all traces.
#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>
#include <z3++.h>

using Trace = std::vector<unsigned char>;

class Generator {
  z3::context &Ctx;
  z3::solver S;
  z3::sort Byte;
  unsigned Reads = 0;
  unsigned Feasible = 0;

public:
  explicit Generator(z3::context &C)
      : Ctx(C), S(C, z3::solver::simple()), Byte(C.bv_sort(8)) {}

  void replay(const Trace &T) {
    S.push();
    for (size_t I = 0; I != T.size(); ++I) {
      std::string Name = "in_" + std::to_string(Reads++);
      z3::expr In = Ctx.constant(Name.c_str(), Byte); // trace: growth
      S.add(z3::ule(In, Ctx.bv_val(unsigned(T[I]), 8)));
    }
    if (S.check() == z3::sat)
      ++Feasible;
    S.pop();
  }
  unsigned feasible() const { return Feasible; }
};

int main() {
  z3::context Ctx;
  Generator G(Ctx);
  std::vector<Trace> Corpus;
  for (unsigned char I = 1; I < 60; ++I)
    Corpus.push_back({I, static_cast<unsigned char>(I + 1), 200});
  std::for_each(Corpus.begin(), Corpus.end(),
                [&](const Trace &T) { G.replay(T); }); // report: z3-loop-creation growth
  std::printf("%u feasible\n", G.feasible());
  return 0;
}
