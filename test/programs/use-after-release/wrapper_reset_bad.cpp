// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An incremental prover puts each new model into the same holder.
// The raw handle of the model before the reset is asked.
#include <cstdio>
#include <z3.h>

namespace {

class ModelHolder {
  Z3_context C;
  Z3_model M = nullptr;

public:
  explicit ModelHolder(Z3_context C) : C(C) {}
  ModelHolder(const ModelHolder &) = delete;
  ModelHolder &operator=(const ModelHolder &) = delete;
  ~ModelHolder() { reset(nullptr); }
  void reset(Z3_model New) {
    if (New)
      Z3_model_inc_ref(C, New);
    if (M)
      Z3_model_dec_ref(C, M);
    M = New;
  }
  Z3_model get() const { return M; }
};

void prove(Z3_context C, Z3_solver S, Z3_ast First, Z3_ast Second) {
  ModelHolder Holder(C);
  Z3_solver_assert(C, S, First);
  if (Z3_solver_check(C, S) != Z3_L_TRUE)
    return;
  Holder.reset(Z3_solver_get_model(C, S));
  Z3_model Raw = Holder.get();
  std::printf("first: %u\n", Z3_model_get_num_consts(C, Raw));
  Z3_solver_assert(C, S, Second);
  if (Z3_solver_check(C, S) != Z3_L_TRUE)
    return;
  Holder.reset(Z3_solver_get_model(C, S));
  std::fflush(stdout);
  unsigned Functions = Z3_model_get_num_funcs(C, Raw); // report: z3-use-after-release; trace: use-after-release
  if (Functions == 1)
    std::puts("one function");
}

Z3_ast fact(Z3_context C, const char *Name) {
  Z3_ast A = Z3_mk_const(C, Z3_mk_string_symbol(C, Name), Z3_mk_bool_sort(C));
  Z3_inc_ref(C, A);
  return A;
}

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  Z3_ast First = fact(C, "first");
  Z3_ast Second = fact(C, "second");
  Z3_solver S = Z3_mk_simple_solver(C);
  Z3_solver_inc_ref(C, S);
  prove(C, S, First, Second);
  Z3_solver_dec_ref(C, S);
  Z3_dec_ref(C, Second);
  Z3_dec_ref(C, First);
  Z3_del_context(C);
  return 0;
}
