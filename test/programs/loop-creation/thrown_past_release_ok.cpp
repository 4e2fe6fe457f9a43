// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A spreadsheet checker: parses each cell's constraint; a broken cell throws
// and the loop goes on with the next one.
// The handler of a broken cell's exception releases the goal, too.
#include <cstdio>
#include <stdexcept>
#include <string>
#include <vector>
#include <z3.h>

static void no_exit(Z3_context, Z3_error_code) {}

static void add_cell(Z3_context ctx, Z3_goal goal, const std::string &cell) {
  std::string text = "(declare-const a1 Int)(assert " + cell + ")";
  Z3_ast_vector formulas = Z3_parse_smtlib2_string(
      ctx, text.c_str(), 0, nullptr, nullptr, 0, nullptr, nullptr);
  if (Z3_get_error_code(ctx) != Z3_OK)
    throw std::runtime_error("does not parse: " + cell);
  Z3_ast_vector_inc_ref(ctx, formulas);
  for (unsigned i = 0; i < Z3_ast_vector_size(ctx, formulas); ++i)
    Z3_goal_assert(ctx, goal, Z3_ast_vector_get(ctx, formulas, i));
  Z3_ast_vector_dec_ref(ctx, formulas);
}

static unsigned check_cells(Z3_context ctx,
                            const std::vector<std::string> &cells) {
  unsigned broken = 0;
  for (const std::string &cell : cells) {
    Z3_goal goal = Z3_mk_goal(ctx, true, false, false);
    Z3_goal_inc_ref(ctx, goal);
    try {
      add_cell(ctx, goal, cell);
      if (Z3_goal_inconsistent(ctx, goal))
        std::printf("%s can not hold\n", cell.c_str());
      Z3_goal_dec_ref(ctx, goal);
    } catch (const std::runtime_error &) {
      ++broken;
      Z3_goal_dec_ref(ctx, goal);
    }
  }
  return broken;
}

int main() {
  std::vector<std::string> cells;
  for (int i = 0; i < 30; ++i)
    cells.push_back(i % 3 ? "(> a1 " + std::to_string(i) + ")" : "(> a1 b7)");
  Z3_config config = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_set_error_handler(ctx, no_exit);
  unsigned broken = check_cells(ctx, cells);
  std::printf("%u broken cells\n", broken);
  Z3_del_context(ctx);
  return 0;
}
