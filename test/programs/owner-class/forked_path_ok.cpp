// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A test generator forks its path condition at each branch.
// The copy retains each solver.
#include <cstdio>
#include <vector>
#include <z3.h>

namespace {

class PathCondition {
  Z3_context C;
  std::vector<Z3_solver> Checked;

public:
  explicit PathCondition(Z3_context C) : C(C) {}
  PathCondition(const PathCondition &Other) : C(Other.C), Checked(Other.Checked) {
    for (Z3_solver S : Checked)
      Z3_solver_inc_ref(C, S);
  }
  PathCondition &operator=(const PathCondition &) = delete;
  ~PathCondition() {
    for (Z3_solver S : Checked)
      Z3_solver_dec_ref(C, S);
  }

  void assume(Z3_ast Branch) {
    Z3_solver S = Z3_mk_simple_solver(C);
    Z3_solver_inc_ref(C, S);
    Z3_solver_assert(C, S, Branch);
    Checked.push_back(S);
  }
  bool feasible() const {
    for (Z3_solver S : Checked)
      if (Z3_solver_check(C, S) == Z3_L_FALSE)
        return false;
    return true;
  }
};

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  Z3_ast P = Z3_mk_const(C, Z3_mk_string_symbol(C, "p"), Z3_mk_bool_sort(C));
  Z3_inc_ref(C, P);
  {
    PathCondition Path(C);
    Path.assume(P);
    PathCondition Other = Path;
    Other.assume(Z3_mk_true(C));
    std::printf("%d %d\n", Path.feasible(), Other.feasible());
    std::fflush(stdout);
  }
  Z3_dec_ref(C, P);
  Z3_del_context(C);
  return 0;
}
