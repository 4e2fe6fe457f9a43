// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A wrapper can be told to let its handle go.
// The solver that is taken out of it is never given back.
#include <cstdio>
#include <utility>
#include <z3.h>

namespace {

class Solver {
  Z3_context Ctx;
  Z3_solver Raw;

public:
  explicit Solver(Z3_context C) : Ctx(C) {
    Raw = Z3_mk_simple_solver(C); // trace: leak
    Z3_solver_inc_ref(Ctx, Raw);
  }
  Solver(const Solver &) = delete;
  Solver &operator=(const Solver &) = delete;
  ~Solver() {
    if (Raw)
      Z3_solver_dec_ref(Ctx, Raw);
  }
  Z3_solver get() const { return Raw; }
  Z3_solver letGo() { return std::exchange(Raw, nullptr); }
};

bool consistent(Z3_context C, Z3_ast Rule) {
  Solver Own(C); // report: z3-handle-leak
  Z3_solver_assert(C, Own.get(), Rule);
  Z3_solver S = Own.letGo();
  bool Sat = Z3_solver_check(C, S) == Z3_L_TRUE;
  return Sat;
}

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  Z3_ast Rule =
      Z3_mk_const(C, Z3_mk_string_symbol(C, "rule"), Z3_mk_bool_sort(C));
  Z3_inc_ref(C, Rule);
  std::printf("consistent: %d\n", consistent(C, Rule));
  Z3_dec_ref(C, Rule);
  Z3_del_context(C);
  return 0;
}
