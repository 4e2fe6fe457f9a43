// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A schema validator: is each row's constraint consistent with the table's?
// std::for_each calls a lambda that makes a solver for every row.
#include <algorithm>
#include <iostream>
#include <vector>
#include <z3++.h>

struct Row {
  int minimum, maximum;
};

static int consistent_rows(z3::context &c, const z3::expr &table,
                           const std::vector<Row> &rows) {
  z3::expr column = c.int_const("column");
  int consistent = 0;
  std::for_each(rows.begin(), rows.end(), [&](const Row &row) {
    z3::solver s(c, z3::solver::simple()); // report: z3-loop-creation churn; trace: churn
    s.add(table);
    s.add(column >= row.minimum);
    s.add(column <= row.maximum);
    if (s.check() == z3::sat)
      ++consistent;
  });
  return consistent;
}

int main() {
  z3::context c;
  z3::expr column = c.int_const("column");
  z3::expr table = column > 10 && column < 30;
  std::vector<Row> rows;
  for (int i = 0; i < 40; ++i)
    rows.push_back({i, i + 4});
  std::cout << consistent_rows(c, table, rows) << " consistent rows\n";
  return 0;
}
