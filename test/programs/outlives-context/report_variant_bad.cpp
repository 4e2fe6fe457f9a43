// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A checker returns either a message or a counterexample.
// The counterexample is a model of the checker's own context.
// trace-allows: crash because the context is gone
#include <iostream>
#include <string>
#include <variant>
#include <z3++.h>

struct Proved {};
struct Failed {
  z3::model Counterexample;
};
using Report = std::variant<Proved, std::string, Failed>;

static z3::expr overflow(z3::context &C, unsigned Width) {
  z3::expr A = C.bv_const("a", Width), B = C.bv_const("b", Width);
  return z3::ult(A + B, A);
}

static Report checkAddition(unsigned Width) {
  if (Width == 0)
    return std::string("no bits");
  z3::context C;
  z3::solver S(C, z3::solver::simple());
  S.add(overflow(C, Width));
  switch (S.check()) {
  case z3::unsat:
    return Proved{};
  case z3::unknown:
    return S.reason_unknown();
  case z3::sat:
    break;
  }
  return Failed{S.get_model()}; // report: z3-outlives-context
}

int main() {
  Report R = checkAddition(8);
  if (std::holds_alternative<std::string>(R))
    std::cout << std::get<std::string>(R) << "\n";
  else
    std::cout << (std::holds_alternative<Proved>(R) ? "proved" : "can overflow") << "\n";
  return 0;
}
