// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A statistics object of the program's own gives its handle back.
// Its constructor takes a reference.
#include <cstdio>
#include <z3.h>

namespace {

class Statistics {
  Z3_context Ctx;
  Z3_stats Raw;

public:
  Statistics(Z3_context C, Z3_stats S) : Ctx(C), Raw(S) {
    Z3_stats_inc_ref(Ctx, Raw);
  }
  Statistics(const Statistics &) = delete;
  Statistics &operator=(const Statistics &) = delete;
  ~Statistics() {
    Z3_stats_dec_ref(Ctx, Raw);
  }
  unsigned size() const { return Z3_stats_size(Ctx, Raw); }
};

bool counted(Z3_context C, Z3_solver S) {
  Statistics Numbers(C, Z3_solver_get_statistics(C, S));
  return Numbers.size() > 0;
}

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  Z3_solver S = Z3_mk_simple_solver(C);
  Z3_solver_inc_ref(C, S);
  Z3_solver_check(C, S);
  std::printf("counted: %d\n", counted(C, S));
  std::fflush(stdout);
  Z3_solver_dec_ref(C, S);
  Z3_del_context(C);
  return 0;
}
