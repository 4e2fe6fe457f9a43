// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A rule evaluator makes a context of its own for each rule set.
// The destructor deletes it.
#include <cstdio>
#include <z3.h>

class Evaluator {
  Z3_context Ctx;
  int Asked = 0;

public:
  explicit Evaluator(bool WithModels) {
    Z3_config Cfg = Z3_mk_config();
    Z3_set_param_value(Cfg, "model", WithModels ? "true" : "false");
    Ctx = Z3_mk_context_rc(Cfg);
    Z3_del_config(Cfg);
  }
  ~Evaluator() { Z3_del_context(Ctx); }
  Evaluator(const Evaluator &) = delete;
  Evaluator &operator=(const Evaluator &) = delete;

  bool holds(int Left, int Right) {
    ++Asked;
    Z3_solver S = Z3_mk_simple_solver(Ctx);
    Z3_solver_inc_ref(Ctx, S);
    Z3_sort Int = Z3_mk_int_sort(Ctx);
    Z3_ast L = Z3_mk_int(Ctx, Left, Int);
    Z3_inc_ref(Ctx, L);
    Z3_ast R = Z3_mk_int(Ctx, Right, Int);
    Z3_solver_assert(Ctx, S, Z3_mk_lt(Ctx, L, R));
    Z3_dec_ref(Ctx, L);
    bool Yes = Z3_solver_check(Ctx, S) == Z3_L_TRUE;
    Z3_solver_dec_ref(Ctx, S);
    return Yes;
  }
  int asked() const { return Asked; }
};

static bool ordered(const int *Values, int N) {
  Evaluator E(false);
  for (int I = 1; I < N; ++I)
    if (!E.holds(Values[I - 1], Values[I]))
      return false;
  return true;
}

int main() {
  int Up[] = {1, 4, 9}, Mixed[] = {3, 2, 8};
  std::printf("%d %d\n", ordered(Up, 3), ordered(Mixed, 3));
  return 0;
}
