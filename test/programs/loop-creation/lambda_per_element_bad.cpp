// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A dead-code finder: asks for each branch condition whether it can hold, from
// a lambda that std::for_each calls.
// The lambda retains the parsed condition and never releases it.
#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>
#include <z3.h>

static Z3_lbool check(Z3_context ctx, Z3_solver solver,
                      Z3_ast_vector formulas) {
  Z3_solver_push(ctx, solver);
  for (unsigned i = 0; i < Z3_ast_vector_size(ctx, formulas); ++i)
    Z3_solver_assert(ctx, solver, Z3_ast_vector_get(ctx, formulas, i));
  Z3_lbool answer = Z3_solver_check(ctx, solver);
  Z3_solver_pop(ctx, solver, 1);
  return answer;
}

static int count_dead(Z3_context ctx, Z3_solver solver,
                      const std::vector<std::string> &conditions) {
  int dead = 0;
  auto visit = [&](const std::string &condition) {
    std::string text = "(declare-const n Int)(assert " + condition + ")";
    Z3_ast_vector formulas = Z3_parse_smtlib2_string( // report: z3-loop-creation leak; trace: leak
        ctx, text.c_str(), 0, nullptr, nullptr, 0, nullptr, nullptr);
    Z3_ast_vector_inc_ref(ctx, formulas);
    if (check(ctx, solver, formulas) == Z3_L_FALSE)
      ++dead;
  };
  std::for_each(conditions.begin(), conditions.end(), visit);
  return dead;
}

int main() {
  std::vector<std::string> conditions;
  for (int i = 0; i < 30; ++i) {
    std::string bound = std::to_string(i);
    conditions.push_back("(> n " + bound + ")");
    if (i % 3 == 0)
      conditions.back() = "(and (> n " + bound + ") (< n " + bound + "))";
  }
  Z3_config config = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_solver solver = Z3_mk_simple_solver(ctx);
  Z3_solver_inc_ref(ctx, solver);
  std::printf("%d dead branches\n", count_dead(ctx, solver, conditions));
  Z3_solver_dec_ref(ctx, solver);
  Z3_del_context(ctx);
  return 0;
}
