// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A fuzzer solves a seed's condition in a worker of its own and reads the inputs
// back through the worker's model.
// The inputs are the parent's terms, the model is the worker's.
#include <cstdio>
#include <vector>
#include <z3.h>

namespace {

Z3_context openContext() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  return C;
}

class Worker {
  Z3_context Ctx = openContext();
  Z3_solver Solver;

public:
  Worker(Z3_context Parent, Z3_ast Condition) : Solver(Z3_mk_simple_solver(Ctx)) {
    Z3_solver_inc_ref(Ctx, Solver);
    Z3_solver_assert(Ctx, Solver, Z3_translate(Parent, Condition, Ctx));
  }
  Worker(const Worker &) = delete;
  Worker &operator=(const Worker &) = delete;
  ~Worker() {
    Z3_solver_dec_ref(Ctx, Solver);
    Z3_del_context(Ctx);
  }

  Z3_context context() const { return Ctx; }
  Z3_model solve() {
    if (Z3_solver_check(Ctx, Solver) != Z3_L_TRUE)
      return nullptr;
    Z3_model M = Z3_solver_get_model(Ctx, Solver);
    Z3_model_inc_ref(Ctx, M);
    return M;
  }
};

struct Seed {
  Z3_context Ctx;
  std::vector<Z3_ast> Inputs;

  Seed() : Ctx(openContext()) {
    for (int I = 0; I < 2; ++I) {
      Z3_ast Input = Z3_mk_const(Ctx, Z3_mk_int_symbol(Ctx, I), Z3_mk_bool_sort(Ctx));
      Z3_inc_ref(Ctx, Input);
      Inputs.push_back(Input);
    }
  }
  Seed(const Seed &) = delete;
  Seed &operator=(const Seed &) = delete;
  ~Seed() {
    for (Z3_ast Input : Inputs)
      Z3_dec_ref(Ctx, Input);
    Z3_del_context(Ctx);
  }
};

unsigned mutate(Seed &S) {
  Worker W(S.Ctx, S.Inputs.front());
  Z3_model M = W.solve();
  if (!M)
    return 0;
  unsigned Set = 0;
  for (Z3_ast Input : S.Inputs) {
    Z3_ast Value = nullptr;
    if (Z3_model_eval(W.context(), M, Input, true, &Value)) // report: z3-context-mixing; trace: wrong-context
      Set += Z3_get_bool_value(W.context(), Value) == Z3_L_TRUE;
  }
  Z3_model_dec_ref(W.context(), M);
  return Set;
}

} // namespace

int main() {
  Seed S;
  std::printf("%u set\n", mutate(S));
  return 0;
}
