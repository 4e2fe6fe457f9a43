// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A database query planner that drops WHERE clauses which are implied by the
// others.
// An implied clause leaves the loop body before the pop.
#include <iostream>
#include <vector>
#include <z3++.h>

static std::vector<z3::expr> needed_clauses(z3::context &c,
                                            const std::vector<z3::expr> &all) {
  z3::solver s(c, z3::solver::simple());
  std::vector<z3::expr> needed;
  auto clause = all.begin();
  while (clause != all.end()) {
    s.push(); // report: z3-loop-creation growth; trace: growth
    for (const z3::expr &kept : needed)
      s.add(kept);
    s.add(!*clause);
    z3::check_result answer = s.check();
    const z3::expr &current = *clause++;
    if (answer == z3::unsat)
      continue;
    s.pop();
    needed.push_back(current);
  }
  return needed;
}

int main() {
  z3::context c;
  z3::expr price = c.int_const("price");
  z3::expr stock = c.int_const("stock");
  std::vector<z3::expr> where;
  where.push_back(stock > 0);
  for (int limit = 60; limit > 20; --limit)
    where.push_back(price > limit);
  where.push_back(price + stock < 1000);
  std::cout << needed_clauses(c, where).size() << " of " << where.size()
            << " clauses needed\n";
  return 0;
}
