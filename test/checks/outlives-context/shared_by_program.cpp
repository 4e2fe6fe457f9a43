// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-outlives-context
// The program has a share of the context to its end.
#include <memory>
#include <utility>
#include <z3++.h>

std::shared_ptr<z3::context> globalContext = std::make_shared<z3::context>();

struct FormulaOk {
  z3::expr Term;
  std::shared_ptr<z3::context> Ctx;
  FormulaOk(std::shared_ptr<z3::context> c, const z3::expr &t)
      : Term(t), Ctx(std::move(c)) {}
};

FormulaOk parse(const char *name) {
  auto c = std::make_shared<z3::context>();
  globalContext = c;
  return FormulaOk(c, c->int_const(name));
}
