// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A query returns whether there is an answer, and the answer's model, counted.
// A model that is not wanted after all is given back.
#include <cstdio>
#include <utility>
#include <z3.h>

struct Query {
  Z3_context Ctx;
  Z3_solver Solver;
  Z3_ast Width;
};

static std::pair<bool, Z3_model> answer(const Query &Q) {
  if (Z3_solver_check(Q.Ctx, Q.Solver) != Z3_L_TRUE)
    return {false, nullptr};
  Z3_model M = Z3_solver_get_model(Q.Ctx, Q.Solver);
  Z3_model_inc_ref(Q.Ctx, M);
  return {true, M};
}

static int width(const Query &Q, unsigned Most) {
  auto [Found, Model] = answer(Q);
  if (!Found)
    return -1;
  if (Z3_model_get_num_consts(Q.Ctx, Model) > Most) {
    Z3_model_dec_ref(Q.Ctx, Model);
    return -2;
  }
  int Value = -3;
  Z3_ast Term = nullptr;
  if (Z3_model_eval(Q.Ctx, Model, Q.Width, true, &Term))
    Z3_get_numeral_int(Q.Ctx, Term, &Value);
  Z3_model_dec_ref(Q.Ctx, Model);
  return Value;
}

int main() {
  Z3_config Cfg = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Cfg);
  Z3_del_config(Cfg);
  Z3_sort Int = Z3_mk_int_sort(C);
  Query Q{C, Z3_mk_simple_solver(C), Z3_mk_const(C, Z3_mk_string_symbol(C, "width"), Int)};
  Z3_solver_inc_ref(C, Q.Solver);
  Z3_inc_ref(C, Q.Width);
  Z3_solver_assert(C, Q.Solver, Z3_mk_gt(C, Q.Width, Z3_mk_int(C, 11, Int)));
  int First = width(Q, 4), Second = width(Q, 0);
  std::printf("%d %d\n", First, Second);
  Z3_dec_ref(C, Q.Width);
  Z3_solver_dec_ref(C, Q.Solver);
  Z3_del_context(C);
  return 0;
}
