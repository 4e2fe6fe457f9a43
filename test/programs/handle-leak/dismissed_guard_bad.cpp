// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A guard runs a function at the end of its scope unless it is dismissed.
// It is dismissed on a way out that gives the model to nobody.
#include <cstdio>
#include <utility>
#include <z3.h>

namespace {

template <class F>
class Guard {
  F Run;
  bool Armed = true;

public:
  explicit Guard(F R) : Run(std::move(R)) {}
  Guard(const Guard &) = delete;
  Guard &operator=(const Guard &) = delete;
  ~Guard() {
    if (Armed)
      Run();
  }
  void dismiss() { Armed = false; }
};

Z3_model bestOf(Z3_context C, Z3_solver S, unsigned AtLeast) {
  if (Z3_solver_check(C, S) != Z3_L_TRUE)
    return nullptr;
  Z3_model M = Z3_solver_get_model(C, S); // report: z3-handle-leak; trace: leak
  Z3_model_inc_ref(C, M);
  Guard Drop([&] { Z3_model_dec_ref(C, M); });
  Drop.dismiss();
  if (Z3_model_get_num_consts(C, M) < AtLeast)
    return nullptr;
  return M;
}

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  Z3_solver S = Z3_mk_simple_solver(C);
  Z3_solver_inc_ref(C, S);
  Z3_model Small = bestOf(C, S, 5), Any = bestOf(C, S, 0);
  std::printf("%d %d\n", Small != nullptr, Any != nullptr);
  Z3_model_dec_ref(C, Any);
  Z3_solver_dec_ref(C, S);
  Z3_del_context(C);
  return 0;
}
