// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Callbacks that are run for each element are loops.
// alternative: or release it by hand on every way out
#include <algorithm>
#include <array>
#include <functional>
#include <vector>
#include <z3++.h>

int countBad(z3::context &c, const std::vector<int> &bounds) {
  z3::expr x = c.int_const("x");
  return std::count_if(bounds.begin(), bounds.end(), [&](int bound) {
    z3::solver s(c); // warn-nofix: 's' (a Z3 solver) is made anew in each iteration; it can be reused
    s.add(x > bound && x < 10);
    return s.check() == z3::sat;
  });
}

// The answer ends the search.
bool searchOk(z3::context &c, const std::vector<int> &bounds) {
  z3::expr x = c.int_const("x");
  return std::any_of(bounds.begin(), bounds.end(), [&](int bound) {
    z3::solver s(c);
    s.add(x > bound && x < 10);
    return s.check() == z3::unsat;
  });
}

void fewOk(z3::context &c, int &sat) {
  std::array<int, 3> bounds{1, 5, 9};
  std::for_each(bounds.begin(), bounds.end(), [&](int bound) {
    z3::solver s(c);
    s.add(c.int_const("x") > bound);
    sat += s.check() == z3::sat;
  });
}

void configuredOk(z3::context &c, const std::vector<const char *> &logics) {
  std::for_each(logics.begin(), logics.end(), [&](const char *logic) {
    z3::solver s(c, logic);
    s.add(c.bool_const("p"));
    s.check();
  });
}

std::vector<z3::solver> madeOk(z3::context &c, const std::vector<int> &bounds) {
  std::vector<z3::solver> all;
  std::transform(bounds.begin(), bounds.end(), std::back_inserter(all),
                 [&](int bound) {
                   z3::solver s(c);
                   s.add(c.int_const("x") > bound);
                   return s;
                 });
  return all;
}

struct Node {
  int bound;
  std::vector<Node> parts;
};

static void visit(Node &n, const std::function<void(Node &)> &f) {
  f(n);
  for (Node &part : n.parts)
    visit(part, f);
}

int walkedBad(z3::context &c, Node &root) {
  int dead = 0;
  visit(root, [&](Node &n) {
    z3::solver s(c); // warn-nofix: 's' (a Z3 solver) is made anew in each iteration; it can be reused
    s.add(c.int_const("x") > n.bound);
    dead += s.check() == z3::unsat;
  });
  return dead;
}

void lostBad(Z3_context c, Node &root) {
  visit(root, [c](Node &n) {
    Z3_ast term = Z3_mk_int(c, n.bound, Z3_mk_int_sort(c)); // warn: 'term' (a Z3 AST) is made in each iteration and never released
    Z3_inc_ref(c, term);
    n.bound += Z3_get_ast_hash(c, term) != 0;
  });
}

void openBad(z3::solver &s, const std::vector<z3::expr> &facts) {
  std::for_each(facts.begin(), facts.end(), [&](const z3::expr &fact) {
    s.push(); // warn-nofix: 's' grows with each iteration: a scope is opened and not closed
    s.add(fact);
    if (s.check() == z3::unsat)
      return;
    s.pop();
  });
}
