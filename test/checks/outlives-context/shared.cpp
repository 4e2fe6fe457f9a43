// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-outlives-context
// Objects that keep their context alive by a shared pointer.
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>
#include <z3++.h>

namespace constructed {
struct FormulaBad {
  z3::expr Term; // warn-nofix: member 'Term' is destroyed after its context 'Ctx'
  std::shared_ptr<z3::context> Ctx;
  FormulaBad(std::shared_ptr<z3::context> c, const z3::expr &t)
      : Term(t), Ctx(std::move(c)) {}
};
FormulaBad parse(const char *name) {
  auto c = std::make_shared<z3::context>();
  z3::expr x = c->int_const(name);
  return FormulaBad(c, x > 0);
}
} // namespace constructed

namespace rightOrder {
struct FormulaOk {
  std::shared_ptr<z3::context> Ctx;
  z3::expr Term;
  FormulaOk(std::shared_ptr<z3::context> c, const z3::expr &t)
      : Ctx(std::move(c)), Term(t) {}
};
FormulaOk parse(const char *name) {
  auto c = std::make_shared<z3::context>();
  return FormulaOk(c, c->int_const(name));
}
} // namespace rightOrder

namespace aggregate {
struct QueryBad {
  std::vector<z3::expr> Goals; // warn-nofix: member 'Goals' is destroyed after its context 'Context'
  std::shared_ptr<z3::context> Context;
};
class Reader {
  std::shared_ptr<z3::context> Ctx;

public:
  Reader() : Ctx(std::make_shared<z3::context>()) {}
  QueryBad query(const char *name) { return QueryBad{{Ctx->bool_const(name)}, Ctx}; }
};
std::optional<QueryBad> read(const char *name) {
  Reader reader;
  return reader.query(name);
}
} // namespace aggregate

namespace made {
class SolverBad {
  z3::solver Solver; // warn-nofix: member 'Solver' is destroyed after its context 'Ctx'
  std::shared_ptr<z3::context> Ctx;

public:
  explicit SolverBad(const std::shared_ptr<z3::context> &c) : Solver(*c), Ctx(c) {}
};
SolverBad open() {
  std::shared_ptr<z3::context> c(new z3::context);
  return SolverBad(c);
}
} // namespace made

// Whoever makes these has the context longer.
namespace kept {
struct FormulaOk {
  z3::expr Term;
  std::shared_ptr<z3::context> Ctx;
  FormulaOk(std::shared_ptr<z3::context> c, const z3::expr &t)
      : Term(t), Ctx(std::move(c)) {}
};
FormulaOk variable(const std::shared_ptr<z3::context> &c, const char *name) {
  return FormulaOk(c, c->int_const(name));
}
bool satisfiable(const char *name) {
  auto c = std::make_shared<z3::context>();
  FormulaOk f = variable(c, name);
  z3::solver s(*c);
  s.add(f.Term > 0);
  return s.check() == z3::sat;
}
} // namespace kept

// The destructor lets the term go first.
namespace destroyed {
struct FormulaOk {
  std::optional<z3::expr> Term;
  std::shared_ptr<z3::context> Ctx;
  FormulaOk(std::shared_ptr<z3::context> c, const z3::expr &t)
      : Term(t), Ctx(std::move(c)) {}
  ~FormulaOk() { Term.reset(); }
};
FormulaOk parse(const char *name) {
  auto c = std::make_shared<z3::context>();
  return FormulaOk(c, c->int_const(name));
}
} // namespace destroyed

// The term is of another context.
namespace other {
struct NoteOk {
  z3::expr Term;
  std::shared_ptr<z3::context> Scratch;
  NoteOk(std::shared_ptr<z3::context> c, const z3::expr &t)
      : Term(t), Scratch(std::move(c)) {}
};
NoteOk note(const z3::expr &term) {
  auto c = std::make_shared<z3::context>();
  return NoteOk(c, term);
}
} // namespace other
