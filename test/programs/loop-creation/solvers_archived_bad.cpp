// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A regression runner makes a solver per configuration and remembers them in an archive.
// The archive keeps all solvers; only how many there are is asked.
#include <cstdio>
#include <vector>
#include <z3++.h>

namespace {

class Runner {
  z3::context &Ctx;
  std::vector<z3::solver> Archive;

public:
  explicit Runner(z3::context &Ctx) : Ctx(Ctx) {}
  void run(int Configurations) {
    for (int I = 0; I < Configurations; ++I) {
      z3::solver S(Ctx, z3::solver::simple()); // report: z3-loop-creation growth; trace: growth
      z3::params P(Ctx);
      P.set("random_seed", static_cast<unsigned>(I));
      S.set(P);
      S.add(Ctx.int_const("x") > I);
      if (S.check() == z3::sat)
        Archive.push_back(S);
    }
  }
  size_t size() const { return Archive.size(); }
};

} // namespace

int main() {
  z3::context Ctx;
  Runner R(Ctx);
  R.run(40);
  std::printf("%zu runs\n", R.size());
  return 0;
}
