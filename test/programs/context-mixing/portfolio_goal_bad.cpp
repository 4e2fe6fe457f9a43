// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A portfolio asks a second solver, in a context of its own, the same question.
// The goal of the first context is added to the second solver.
// build: -DNDEBUG
#include <iostream>
#include <z3++.h>

// Without its assertions, z3++ passes the term on; Z3 then refuses it.
static z3::check_result askTwice(z3::context &First, const z3::expr &Goal) {
  z3::solver Main(First, z3::solver::simple());
  Main.add(Goal);
  if (Main.check() == z3::unsat)
    return z3::unsat;
  z3::context Second;
  z3::solver Other(Second, z3::solver::simple());
  Other.add(Goal); // report: z3-context-mixing; trace: wrong-context
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
