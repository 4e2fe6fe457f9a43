#include <z3++.h>

bool holds(z3::context &c, const z3::expr &e) {
  z3::solver s(c);
  s.add(!e);
  return s.check() == z3::unsat;
}
