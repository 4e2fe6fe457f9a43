// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A verification server may close a session twice: on request and at the end.
// close() keeps the handle, so the second call releases it again.
#include <cstdio>
#include <utility>
#include <z3.h>

namespace {

class Session {
  Z3_context C;
  Z3_solver Solver;

public:
  explicit Session(Z3_context C) : C(C), Solver(Z3_mk_simple_solver(C)) {
    Z3_solver_inc_ref(C, Solver);
  }
  Session(const Session &) = delete;
  Session &operator=(const Session &) = delete;
  Z3_lbool ask(Z3_ast Claim) {
    Z3_lbool R = Z3_solver_check_assumptions(C, Solver, 1, &Claim);
    Z3_stats Stats = Z3_solver_get_statistics(C, Solver);
    Z3_stats_inc_ref(C, Stats);
    std::printf("stats: %s\n", Z3_stats_size(C, Stats) ? "some" : "none");
    Z3_stats_dec_ref(C, Stats);
    return R;
  }
  void close() {
    Z3_solver Old = Solver;
    if (Old)
      Z3_solver_dec_ref(C, Old); // trace: release-after-release
  }
};

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  Z3_ast Claim =
      Z3_mk_const(C, Z3_mk_string_symbol(C, "claim"), Z3_mk_bool_sort(C));
  Z3_inc_ref(C, Claim);
  Session S(C);
  std::printf("answer: %d\n", S.ask(Claim));
  S.close();
  std::puts("closed on request");
  S.close(); // report: z3-use-after-release
  Z3_dec_ref(C, Claim);
  Z3_del_context(C);
  return 0;
}
