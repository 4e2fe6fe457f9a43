// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Objects of the program's own functions that are destroyed after their context.
#include <memory>
#include <optional>
#include <string>
#include <z3++.h>

void declaredFirstBad() {
  std::optional<z3::expr> best; // warn-nofix: 'best' is destroyed after its context
  z3::context c;
  best = c.int_const("best");
}

void declaredFirstOk() {
  z3::context c;
  std::optional<z3::expr> best;
  best = c.int_const("best");
}

bool pointersInWrongOrderBad() {
  std::unique_ptr<z3::solver> solver; // warn-nofix: 'solver' is destroyed after its context
  auto context = std::make_unique<z3::context>();
  solver = std::make_unique<z3::solver>(*context);
  return solver->check() == z3::sat;
}

bool solverGoesFirstOk() {
  std::unique_ptr<z3::solver> solver;
  auto context = std::make_unique<z3::context>();
  solver = std::make_unique<z3::solver>(*context);
  bool possible = solver->check() == z3::sat;
  solver.reset();
  return possible;
}

// The report stands once, whatever the number of ways out.
int manyWaysOutBad(int n) {
  std::optional<z3::expr> term; // warn-nofix: 'term' is destroyed after its context
  z3::context c;
  term = c.int_val(n);
  if (n > 2)
    return 1;
  if (n < -2)
    return 2;
  return 0;
}

int outOfScopeBad() {
  std::optional<z3::expr> last; // warn-nofix: 'last' is destroyed after its context
  {
    z3::context inner;
    last = inner.bool_const("b");
  }
  return 0;
}

int clearedInScopeOk() {
  std::optional<z3::expr> last;
  {
    z3::context inner;
    last = inner.bool_const("b");
    last.reset();
  }
  return 0;
}

int contextIsResetBad(bool again) {
  auto context = std::make_unique<z3::context>();
  z3::expr kept = context->int_const("x"); // warn-nofix: 'kept' is destroyed after its context
  if (again)
    context.reset();
  return 0;
}

class Session {
  z3::context Ctx;
  z3::solver Solver;

public:
  Session() : Solver(Ctx) {}
  ~Session() { Solver.reset(); }
  z3::expr variable(const char *name) { return Ctx.int_const(name); }
};

void membersInRightOrderOk() {
  Session session;
  z3::expr x = session.variable("x");
}

// What the caller is handed has a context that lives on.
struct Parsed {
  std::unique_ptr<z3::context> Context;
  std::unique_ptr<z3::solver> Solver;
};

Parsed handedOutTogetherOk() {
  auto context = std::make_unique<z3::context>();
  auto solver = std::make_unique<z3::solver>(*context);
  return Parsed{std::move(context), std::move(solver)};
}
