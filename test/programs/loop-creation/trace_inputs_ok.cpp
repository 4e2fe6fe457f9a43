// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A test generator replays recorded inputs; each byte that is read is a
// symbol, named after its place in the trace.
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
  unsigned Feasible = 0;

public:
  explicit Generator(z3::context &C)
      : Ctx(C), S(C, z3::solver::simple()), Byte(C.bv_sort(8)) {}

  void replay(const Trace &T) {
    S.push();
    for (size_t I = 0; I != T.size(); ++I) {
      std::string Name = "in_" + std::to_string(I);
      z3::expr In = Ctx.constant(Name.c_str(), Byte);
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
                [&](const Trace &T) { G.replay(T); });
  std::printf("%u feasible\n", G.feasible());
  return 0;
}
