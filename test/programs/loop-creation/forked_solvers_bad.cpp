// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A symbolic executor over z3++: forks a solver for each side of a branch and
// hands the feasible ones to the next level.
// The solver of an infeasible side is never deleted, and keeps its reference.
// trace-allows: churn because the feasible side is handed on
#include <iostream>
#include <memory>
#include <vector>
#include <z3++.h>

using Path = std::unique_ptr<z3::solver>;

static z3::solver *fork(z3::context &c, const z3::solver &from,
                        const z3::expr &condition) {
  auto *child = new z3::solver(c, z3::solver::simple()); // trace: leak
  z3::expr_vector known = from.assertions();
  for (unsigned i = 0; i < known.size(); ++i)
    child->add(known[i]);
  child->add(condition);
  return child;
}

static std::vector<Path> take_branch(z3::context &c, std::vector<Path> paths,
                                     const z3::expr &condition) {
  std::vector<Path> next;
  for (const Path &path : paths) {
    z3::solver *taken = fork(c, *path, condition); // report: z3-loop-creation leak
    if (taken->check() == z3::sat)
      next.emplace_back(taken);
    Path skipped(fork(c, *path, !condition));
    if (skipped->check() == z3::sat)
      next.push_back(std::move(skipped));
  }
  return next;
}

int main() {
  z3::context c;
  z3::expr x = c.int_const("x");
  std::vector<z3::expr> branches;
  for (int limit = 3; limit >= 0; --limit)
    branches.push_back(x > limit);
  std::vector<Path> paths;
  paths.push_back(std::make_unique<z3::solver>(c, z3::solver::simple()));
  for (const z3::expr &branch : branches)
    paths = take_branch(c, std::move(paths), branch);
  for (int limit = 10; limit < 12; ++limit)
    paths = take_branch(c, std::move(paths), x > limit);
  std::cout << paths.size() << " feasible paths\n";
  return 0;
}
