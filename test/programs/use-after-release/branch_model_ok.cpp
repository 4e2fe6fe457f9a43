// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A symbolic executor keeps the model of each open branch on a stack.
// The top one is asked how many constants it has, then released.
#include <cstdio>
#include <vector>
#include <z3.h>

namespace {

class Branches {
  Z3_context C;
  Z3_solver S;
  std::vector<Z3_model> Models;

public:
  Branches(Z3_context C, Z3_solver S) : C(C), S(S) {}
  Branches(const Branches &) = delete;
  Branches &operator=(const Branches &) = delete;
  ~Branches() {
    for (Z3_model M : Models)
      Z3_model_dec_ref(C, M);
  }

  bool enter(Z3_ast Condition) {
    Z3_solver_push(C, S);
    Z3_solver_assert(C, S, Condition);
    if (Z3_solver_check(C, S) != Z3_L_TRUE)
      return false;
    Z3_model M = Z3_solver_get_model(C, S);
    Z3_model_inc_ref(C, M);
    Models.push_back(M);
    return true;
  }

  unsigned leave() {
    Z3_solver_pop(C, S, 1);
    unsigned Constants = Z3_model_get_num_consts(C, Models.back());
    Z3_model_dec_ref(C, Models.back());
    Models.pop_back();
    return Constants;
  }
};

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  Z3_solver S = Z3_mk_simple_solver(C);
  Z3_solver_inc_ref(C, S);
  Z3_ast P = Z3_mk_const(C, Z3_mk_string_symbol(C, "p"), Z3_mk_bool_sort(C));
  Z3_inc_ref(C, P);
  {
    Branches Open(C, S);
    if (Open.enter(P)) {
      Z3_stats Stats = Z3_solver_get_statistics(C, S);
      Z3_stats_inc_ref(C, Stats);
      Z3_stats_dec_ref(C, Stats);
      std::printf("%s\n", Open.leave() ? "constants" : "none");
      std::fflush(stdout);
    }
  }
  Z3_dec_ref(C, P);
  Z3_solver_dec_ref(C, S);
  Z3_del_context(C);
  return 0;
}
