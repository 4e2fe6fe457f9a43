// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A concolic executor asks for the input that takes the other branch.
// It reads the model if the solver has found the branch feasible.
#include <cstdio>
#include <vector>
#include <z3.h>

struct Executor {
  Z3_context C;
  Z3_solver S;
  Z3_ast Input;
};

static bool flip(Executor &E, Z3_ast Branch, std::vector<int> &Inputs) {
  Z3_solver_push(E.C, E.S);
  Z3_solver_assert(E.C, E.S, Z3_mk_not(E.C, Branch));
  Z3_lbool Answer = Z3_solver_check(E.C, E.S);
  if (Answer != Z3_L_TRUE) {
    Z3_solver_pop(E.C, E.S, 1);
    return false;
  }
  Z3_model M = Z3_solver_get_model(E.C, E.S);
  Z3_model_inc_ref(E.C, M);
  Z3_ast Value = nullptr;
  int N = 0;
  bool Good = Z3_model_eval(E.C, M, E.Input, true, &Value) &&
              Z3_get_numeral_int(E.C, Value, &N);
  if (Good)
    Inputs.push_back(N);
  Z3_model_dec_ref(E.C, M);
  Z3_solver_pop(E.C, E.S, 1);
  return Good;
}

int main() {
  Z3_config Cfg = Z3_mk_config();
  Executor E{Z3_mk_context_rc(Cfg), nullptr, nullptr};
  Z3_del_config(Cfg);
  E.S = Z3_mk_simple_solver(E.C);
  Z3_solver_inc_ref(E.C, E.S);
  Z3_sort Int = Z3_mk_int_sort(E.C);
  E.Input = Z3_mk_const(E.C, Z3_mk_string_symbol(E.C, "in"), Int);
  Z3_inc_ref(E.C, E.Input);
  Z3_ast Limit = Z3_mk_int(E.C, 5, Int);
  Z3_ast Branch = Z3_mk_lt(E.C, E.Input, Limit);
  Z3_inc_ref(E.C, Branch);
  std::vector<int> Inputs;
  std::printf("%d\n", flip(E, Branch, Inputs));
  Z3_dec_ref(E.C, Branch);
  Z3_dec_ref(E.C, E.Input);
  Z3_solver_dec_ref(E.C, E.S);
  Z3_del_context(E.C);
  return Inputs.size() == 1 ? 0 : 1;
}
