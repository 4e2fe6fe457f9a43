// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A simulated-annealing layouter keeps the cost terms of the current layout in
// an array and computes them anew in every round.
// Refilling the array overwrites the last round's terms.
#include <array>
#include <cstdio>
#include <string>
#include <z3.h>

constexpr unsigned NumBlocks = 3;

using Terms = std::array<Z3_ast, NumBlocks>;

static Terms declare_widths(Z3_context ctx) {
  Terms widths{};
  for (unsigned i = 0; i < NumBlocks; ++i) {
    std::string name = "w" + std::to_string(i);
    widths[i] = Z3_mk_const(ctx, Z3_mk_string_symbol(ctx, name.c_str()),
                            Z3_mk_int_sort(ctx));
    Z3_inc_ref(ctx, widths[i]);
  }
  return widths;
}

static bool fits(Z3_context ctx, Z3_solver solver, const Terms &cost,
                 Z3_ast limit) {
  Z3_ast total = Z3_mk_add(ctx, NumBlocks, cost.data());
  Z3_inc_ref(ctx, total);
  Z3_ast small = Z3_mk_le(ctx, total, limit);
  Z3_inc_ref(ctx, small);
  bool sat = Z3_solver_check_assumptions(ctx, solver, 1, &small) == Z3_L_TRUE;
  Z3_dec_ref(ctx, small);
  Z3_dec_ref(ctx, total);
  return sat;
}

static int anneal(Z3_context ctx, Z3_solver solver, Z3_ast limit, int rounds) {
  Terms widths = declare_widths(ctx);
  Terms cost{};
  int fitting = 0;
  for (int round = 0; round < rounds; ++round) {
    for (unsigned i = 0; i < NumBlocks; ++i) {
      Z3_ast weight = Z3_mk_int(ctx, 100 + round * 10 + static_cast<int>(i),
                                Z3_mk_int_sort(ctx));
      Z3_inc_ref(ctx, weight);
      Z3_ast factors[] = {weight, widths[i]};
      cost[i] = Z3_mk_mul(ctx, 2, factors); // report: z3-loop-creation leak; trace: leak
      Z3_inc_ref(ctx, cost[i]);
      Z3_dec_ref(ctx, weight);
    }
    if (fits(ctx, solver, cost, limit))
      ++fitting;
  }
  for (unsigned i = 0; i < NumBlocks; ++i) {
    if (cost[i])
      Z3_dec_ref(ctx, cost[i]);
    Z3_dec_ref(ctx, widths[i]);
  }
  return fitting;
}

int main() {
  Z3_config config = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_solver solver = Z3_mk_simple_solver(ctx);
  Z3_solver_inc_ref(ctx, solver);
  Z3_ast limit = Z3_mk_int(ctx, 5000, Z3_mk_int_sort(ctx));
  Z3_inc_ref(ctx, limit);
  std::printf("%d layouts fit\n", anneal(ctx, solver, limit, 20));
  Z3_dec_ref(ctx, limit);
  Z3_solver_dec_ref(ctx, solver);
  Z3_del_context(ctx);
  return 0;
}
