// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// `new` without `delete` in a loop.
// prints: sat 2
#include <iostream>
#include <z3++.h>

static z3::check_result newBad(z3::context &c, unsigned n) {
  z3::check_result last = z3::unknown;
  for (unsigned i = 0; i < n; i++) {
    z3::goal *g = new z3::goal(c); // warn: 'g' (a Z3 goal) is made in each iteration and never released
    g->add(c.int_const("x") > int(i));
    z3::solver s(c, z3::solver::simple()); // warn: 's' (a Z3 solver) is made anew in each iteration; it can be reused
    s.add((*g)[0]);
    last = s.check();
  }
  return last;
}
// fix: std::unique_ptr<z3::goal> g(new z3::goal(c));

static unsigned deletedSometimesBad(z3::context &c, unsigned n) {
  unsigned size = 0;
  for (unsigned i = 0; i < n; i++) {
    auto *g = new z3::goal(c); // warn: 'g' (a Z3 goal) is made in each iteration and lost
    g->add(c.bool_const("p"));
    if (i == 1)
      continue;
    size += g->size();
    delete g;
  }
  return size;
}
// fix: std::unique_ptr<z3::goal> g(new z3::goal(c));
// fix: g.reset();

static unsigned deletedOk(z3::context &c, unsigned n) {
  unsigned size = 0;
  for (unsigned i = 0; i < n; i++) {
    auto *g = new z3::goal(c);
    g->add(c.bool_const("p"));
    size += g->size();
    delete g;
  }
  return size;
}

int main() {
  z3::context c;
  std::cout << newBad(c, 1) << " " << deletedSometimesBad(c, 3) << "\n";
  return deletedOk(c, 1) == 1 ? 0 : 1;
}
