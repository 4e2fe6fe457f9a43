// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Provers share a base class that owns the solver.
// The destructor of the derived class gives the base's solver back, too.
#include <cstdio>
#include <z3.h>

class Prover {
protected:
  Z3_context Ctx;
  Z3_solver S;

public:
  explicit Prover(Z3_context C) : Ctx(C), S(Z3_mk_simple_solver(C)) {
    Z3_solver_inc_ref(Ctx, S);
  }
  Prover(const Prover &) = delete;
  Prover &operator=(const Prover &) = delete;
  virtual ~Prover() { Z3_solver_dec_ref(Ctx, S); } // trace: release-after-release
  bool prove(Z3_ast F) {
    Z3_solver_push(Ctx, S);
    Z3_solver_assert(Ctx, S, Z3_mk_not(Ctx, F));
    bool Proved = Z3_solver_check(Ctx, S) == Z3_L_FALSE;
    Z3_solver_pop(Ctx, S, 1);
    return Proved;
  }
};

class LoggingProver : public Prover {
  const char *Name;

public:
  LoggingProver(Z3_context C, const char *N) : Prover(C), Name(N) {}
  ~LoggingProver() override {
    std::printf("%s ends\n", Name);
    Z3_solver_dec_ref(Ctx, S); // report: z3-use-after-release
  }
};

int main() {
  Z3_config Cfg = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Cfg);
  Z3_del_config(Cfg);
  Z3_ast P = Z3_mk_const(C, Z3_mk_string_symbol(C, "p"), Z3_mk_bool_sort(C));
  Z3_inc_ref(C, P);
  {
    LoggingProver Log(C, "log");
    std::printf("%d\n", Log.prove(P));
    Z3_params Other = Z3_mk_params(C);
    Z3_params_inc_ref(C, Other);
    Z3_params_dec_ref(C, Other);
  }
  Z3_dec_ref(C, P);
  Z3_del_context(C);
  return 0;
}
