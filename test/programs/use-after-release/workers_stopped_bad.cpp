// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A portfolio keeps one solver per strategy in a vector of workers.
// The best worker is asked for its statistics after all were stopped.
#include <cstdio>
#include <vector>
#include <z3.h>

namespace {

struct Worker {
  unsigned Seed;
  Z3_solver Solver;
};

class Portfolio {
  Z3_context C;
  std::vector<Worker> Workers;

public:
  explicit Portfolio(Z3_context C) : C(C) {}
  Portfolio(const Portfolio &) = delete;
  void start(unsigned Seed) {
    Worker W;
    W.Seed = Seed;
    W.Solver = Z3_mk_simple_solver(C);
    Z3_solver_inc_ref(C, W.Solver);
    Workers.push_back(W);
  }
  Z3_solver last() const { return Workers.back().Solver; }
  void stop() {
    for (Worker &W : Workers)
      Z3_solver_dec_ref(C, W.Solver);
    Workers.clear();
  }
};

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  {
    Portfolio P(C);
    for (unsigned Seed = 0; Seed < 3; ++Seed)
      P.start(Seed);
    Z3_solver Best = P.last();
    P.stop();
    unsigned Scopes = Z3_solver_get_num_scopes(C, Best); // report: z3-use-after-release; trace: use-after-release
    std::printf("scopes: %u\n", Scopes);
  }
  Z3_del_context(C);
  return 0;
}
