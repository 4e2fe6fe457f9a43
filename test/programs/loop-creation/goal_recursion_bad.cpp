// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Cube and conquer: splits a problem on one variable after the other, by
// recursion, until the simplifier decides it.
// Each level of the recursion leaves its goal counted.
#include <cstdio>
#include <string>
#include <vector>
#include <z3.h>

class Splitter {
public:
  explicit Splitter(Z3_context ctx) : ctx(ctx) {
    simplify = Z3_mk_tactic(ctx, "ctx-simplify");
    Z3_tactic_inc_ref(ctx, simplify);
  }
  Splitter(const Splitter &) = delete;
  Splitter &operator=(const Splitter &) = delete;
  ~Splitter() { Z3_tactic_dec_ref(ctx, simplify); }

  // The number of open leaves below the cube `literals`.
  unsigned split(const std::vector<std::string> &literals, unsigned depth) {
    Z3_goal goal = Z3_mk_goal(ctx, true, false, false); // report: z3-loop-creation leak; trace: leak
    Z3_goal_inc_ref(ctx, goal);
    fill(goal, literals);
    unsigned leaves = decided(goal) ? 0 : 1;
    if (leaves == 0 || depth == 0)
      return leaves;
    std::string variable = "p" + std::to_string(depth);
    std::vector<std::string> yes(literals), no(literals);
    yes.push_back(variable);
    no.push_back("(not " + variable + ")");
    return split(yes, depth - 1) + split(no, depth - 1);
  }

private:
  void fill(Z3_goal goal, const std::vector<std::string> &literals) {
    std::string text = "(declare-const p1 Bool)(declare-const p2 Bool)"
                       "(declare-const p3 Bool)(declare-const p4 Bool)"
                       "(assert (or (not p4) (not p3)))";
    for (const std::string &literal : literals)
      text += "(assert " + literal + ")";
    Z3_ast_vector formulas = Z3_parse_smtlib2_string(
        ctx, text.c_str(), 0, nullptr, nullptr, 0, nullptr, nullptr);
    Z3_ast_vector_inc_ref(ctx, formulas);
    for (unsigned i = 0; i < Z3_ast_vector_size(ctx, formulas); ++i)
      Z3_goal_assert(ctx, goal, Z3_ast_vector_get(ctx, formulas, i));
    Z3_ast_vector_dec_ref(ctx, formulas);
  }

  bool decided(Z3_goal goal) {
    Z3_apply_result result = Z3_tactic_apply(ctx, simplify, goal);
    Z3_apply_result_inc_ref(ctx, result);
    Z3_goal left = Z3_apply_result_get_subgoal(ctx, result, 0);
    Z3_goal_inc_ref(ctx, left);
    bool unsat = Z3_goal_is_decided_unsat(ctx, left);
    Z3_goal_dec_ref(ctx, left);
    Z3_apply_result_dec_ref(ctx, result);
    return unsat;
  }

  Z3_context ctx;
  Z3_tactic simplify;
};

int main() {
  Z3_config config = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);
  {
    Splitter splitter(ctx);
    std::printf("%u open cubes\n", splitter.split({}, 4));
  }
  Z3_del_context(ctx);
  return 0;
}
