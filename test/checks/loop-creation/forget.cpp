// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The move assignment of z3++ 4.8.11 and 4.8.12 forgets the old term.
// prints: 42
// prints: true
#include <iostream>
#include <vector>
#include <z3++.h>

static z3::expr sumBad(z3::context &c, const std::vector<int> &values) {
  z3::expr sum = c.int_val(0);
  for (int v : values)
    sum = sum + v; // warn: memory grows with each iteration: this move assignment of z3++ forgets the term that 'sum' held
  return sum.simplify();
}
// fix: sum = static_cast<const z3::expr &>(sum + v);

// One report for a loop and a variable.
z3::expr productBad(const z3::expr &first, int n) {
  z3::expr product = first;
  for (int i = 1; i < n; ++i) {
    product = product * i; // warn: forgets the term that 'product' held
    if (i % 7 == 0)
      product = product + 1;
  }
  return product.simplify();
}
// then: forgets the term that 'product' held

static z3::expr namedOk(z3::context &c, const std::vector<int> &values) {
  z3::expr all = c.bool_val(true);
  for (int v : values) {
    z3::expr more = all && c.int_val(v) > 0;
    all = more;
  }
  return all.simplify();
}

// The same term again: nothing grows.
static bool anyOk(z3::context &c, const std::vector<int> &values) {
  z3::expr any = c.bool_val(false);
  for (int v : values)
    if (v > 5)
      any = c.bool_val(true);
  return any.is_true();
}

z3::expr fewOk(z3::context &c) {
  z3::expr sum = c.int_val(0);
  for (int i = 0; i < 3; ++i)
    sum = sum + i;
  return sum;
}

int main() {
  z3::context c;
  std::vector<int> values = {3, 9, 10, 20};
  std::cout << sumBad(c, values) << "\n";
  std::cout << namedOk(c, values) << "\n";
  return anyOk(c, values) ? 0 : 1;
}
