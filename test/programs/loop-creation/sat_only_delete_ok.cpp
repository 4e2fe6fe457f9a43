// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A planner tries plan lengths until one is feasible, each with its own bounds.
// The solver of each length is deleted when the next is tried.
#include <cstdio>
#include <string>
#include <vector>
#include <z3++.h>

namespace {

struct Problem {
  std::vector<int> cost;
  int budget;
  int wanted;
};

struct Attempt {
  z3::solver *solver;
  unsigned length;
};

std::vector<z3::expr> place(z3::context &ctx, z3::solver &solver,
                            const Problem &problem, unsigned length) {
  std::vector<z3::expr> steps;
  for (unsigned i = 0; i < length; ++i) {
    std::string name = "step" + std::to_string(i);
    steps.push_back(ctx.int_const(name.c_str()));
    solver.add(steps.back() >= 0 &&
               steps.back() < int(problem.cost.size()));
  }
  return steps;
}

void require(z3::context &ctx, z3::solver &solver, const Problem &problem,
             const std::vector<z3::expr> &steps) {
  z3::expr_vector gains(ctx);
  for (const z3::expr &step : steps)
    gains.push_back(step);
  solver.add(z3::sum(gains) >= problem.wanted);
}

unsigned plan(z3::context &ctx, const Problem &problem, unsigned limit) {
  for (unsigned length = 1; length <= limit; ++length) {
    Attempt attempt{new z3::solver(ctx, z3::solver::simple()), length};
    auto steps = place(ctx, *attempt.solver, problem, length);
    require(ctx, *attempt.solver, problem, steps);
    if (attempt.solver->check() == z3::sat) {
      z3::model found = attempt.solver->get_model();
      for (const z3::expr &step : steps)
        std::printf("%d ", found.eval(step, true).get_numeral_int());
      std::printf("\n");
      delete attempt.solver;
      return attempt.length;
    }
    delete attempt.solver;
  }
  return 0;
}

} // namespace

int main() {
  z3::context ctx;
  Problem problem{{4, 7, 1, 2}, 30, 17};
  std::printf("%u steps\n", plan(ctx, problem, 12));
  return 0;
}
