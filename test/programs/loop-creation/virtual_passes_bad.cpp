// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A superoptimizer runs its passes through a base class; one of them asks Z3
// whether two instructions are the same.
// It leaves the options of each query behind.
#include <cstdio>
#include <memory>
#include <vector>
#include <z3.h>

struct Pass {
  virtual ~Pass() = default;
  virtual bool visit(int Left, int Right) = 0;
};

class SamePass : public Pass {
  Z3_context C;
  Z3_solver S;

public:
  explicit SamePass(Z3_context Ctx) : C(Ctx), S(Z3_mk_simple_solver(Ctx)) {
    Z3_solver_inc_ref(C, S);
  }
  SamePass(const SamePass &) = delete;
  SamePass &operator=(const SamePass &) = delete;
  ~SamePass() override { Z3_solver_dec_ref(C, S); }

  bool visit(int Left, int Right) override {
    Z3_params P = Z3_mk_params(C); // report: z3-handle-leak; trace: leak
    Z3_params_inc_ref(C, P);
    Z3_params_set_uint(C, P, Z3_mk_string_symbol(C, "timeout"), 100);
    Z3_solver_set_params(C, S, P);
    Z3_solver_push(C, S);
    Z3_sort Int = Z3_mk_int_sort(C);
    Z3_ast L = Z3_mk_int(C, Left * 16, Int);
    Z3_inc_ref(C, L);
    Z3_ast R = Z3_mk_int(C, Right * 16, Int);
    Z3_solver_assert(C, S, Z3_mk_eq(C, L, R));
    Z3_dec_ref(C, L);
    bool Same = Z3_solver_check(C, S) == Z3_L_TRUE;
    Z3_solver_pop(C, S, 1);
    return Same;
  }
};

static int optimize(Pass &P, const std::vector<int> &Code) {
  int Merged = 0;
  for (size_t I = 1; I < Code.size(); ++I)
    Merged += P.visit(Code[I - 1], Code[I]);
  return Merged;
}

int main() {
  Z3_config Cfg = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Cfg);
  Z3_del_config(Cfg);
  {
    SamePass P(C);
    std::printf("%d merged\n", optimize(P, {3, 3, 4, 5, 5, 5, 1}));
  }
  Z3_del_context(C);
  return 0;
}
