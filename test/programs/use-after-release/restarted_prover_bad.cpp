// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An equivalence checker counts the queries of its solver, and retires the
// solver after too many.
// After that the next query goes to the retired one.
#include <cstdio>
#include <z3.h>

class Prover {
  Z3_context Ctx;
  Z3_solver S = nullptr;
  unsigned Queries = 0;

  void start() {
    S = Z3_mk_simple_solver(Ctx);
    Z3_solver_inc_ref(Ctx, S);
  }
  void retire() {
    Z3_solver_dec_ref(Ctx, S);
    Queries = 0;
  }

public:
  explicit Prover(Z3_context C) : Ctx(C) { start(); }
  Prover(const Prover &) = delete;
  Prover &operator=(const Prover &) = delete;
  ~Prover() {
    if (S)
      Z3_solver_dec_ref(Ctx, S); // trace-allows: release-after-release because it is the retired one
  }

  bool equal(Z3_ast A, Z3_ast B, unsigned Limit) {
    if (++Queries > Limit)
      retire();
    Z3_solver_push(Ctx, S); // report: z3-use-after-release; trace: use-after-release
    Z3_ast Same = Z3_mk_eq(Ctx, A, B);
    Z3_solver_assert(Ctx, S, Z3_mk_not(Ctx, Same));
    bool Answer = Z3_solver_check(Ctx, S) == Z3_L_FALSE;
    Z3_solver_pop(Ctx, S, 1);
    return Answer;
  }
};

int main() {
  Z3_config Cfg = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Cfg);
  Z3_del_config(Cfg);
  Z3_ast X = Z3_mk_const(C, Z3_mk_string_symbol(C, "x"), Z3_mk_int_sort(C));
  Z3_inc_ref(C, X);
  int Equal = 0;
  {
    Prover P(C);
    for (int I = 0; I < 4; ++I)
      Equal += P.equal(X, X, 2);
  }
  std::printf("%d\n", Equal);
  Z3_dec_ref(C, X);
  Z3_del_context(C);
  return 0;
}
