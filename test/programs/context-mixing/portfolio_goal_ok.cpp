// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A portfolio asks a second solver, in a context of its own, the same question.
// The goal is translated for the second solver.

#include <iostream>
#include <z3++.h>

static z3::check_result askTwice(z3::context &First, const z3::expr &Goal) {
  z3::solver Main(First, z3::solver::simple());
  Main.add(Goal);
  if (Main.check() == z3::unsat)
    return z3::unsat;
  z3::context Second;
  z3::solver Other(Second, z3::solver::simple());
  Other.add(z3::to_expr(Second, Z3_translate(First, Goal, Second)));
  return Other.check();
}

int main() {
  z3::context Ctx;
  z3::expr X = Ctx.int_const("x");
  z3::expr Goal = X > 3;
  try {
    std::cout << askTwice(Ctx, Goal) << std::endl;
  } catch (const z3::exception &Error) {
    std::cout << Error.msg() << std::endl;
  }
  return 0;
}
