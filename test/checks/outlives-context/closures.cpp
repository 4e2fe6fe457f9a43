// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-outlives-context
// Closures, objects behind base classes and structs in containers that are
// declared before the context of the terms in them.
#include <functional>
#include <memory>
#include <string>
#include <vector>
#include <z3++.h>

class Rule {
public:
  virtual ~Rule() = default;
  virtual void post(z3::solver &s) const = 0;
};

class Named : public Rule {
  z3::expr Left, Right;

public:
  Named(const z3::expr &l, const z3::expr &r) : Left(l), Right(r) {}
  void post(z3::solver &s) const override { s.add(Left < Right); }
};

// No terms in it.
class Limit : public Rule {
  unsigned Milliseconds;

public:
  explicit Limit(unsigned ms) : Milliseconds(ms) {}
  void post(z3::solver &s) const override { s.set("timeout", Milliseconds); }
};

void read(z3::context &c, std::vector<std::unique_ptr<Rule>> &out) {
  out.push_back(std::make_unique<Named>(c.int_const("a"), c.int_const("b")));
}
void readLimits(z3::context &c, std::vector<std::unique_ptr<Rule>> &out) {
  z3::expr limit = c.int_const("limit");
  out.push_back(std::make_unique<Limit>(limit.num_args() + 10));
}

void rulesBad(z3::solver &(*make)(z3::context &)) {
  std::vector<std::unique_ptr<Rule>> rules; // warn-nofix: 'rules' is destroyed after its context
  z3::context c;
  read(c, rules);
  for (auto &rule : rules)
    rule->post(make(c));
}
void rulesOk(z3::solver &(*make)(z3::context &)) {
  z3::context c;
  std::vector<std::unique_ptr<Rule>> rules;
  read(c, rules);
  for (auto &rule : rules)
    rule->post(make(c));
}
void emptiedRulesOk() {
  std::vector<std::unique_ptr<Rule>> rules;
  z3::context c;
  read(c, rules);
  rules.clear();
}
void limitsOk(z3::solver &(*make)(z3::context &)) {
  std::vector<std::unique_ptr<Rule>> rules;
  z3::context c;
  readLimits(c, rules);
  for (auto &rule : rules)
    rule->post(make(c));
}

void localClosuresBad() {
  std::vector<std::function<z3::expr()>> terms; // warn-nofix: 'terms' is destroyed after its context
  z3::context c;
  z3::expr x = c.int_const("x");
  terms.push_back([x] { return x + 1; });
}
// What is captured by a reference is nothing to destroy.
void localClosuresOk() {
  std::vector<std::function<z3::expr()>> terms;
  z3::context c;
  z3::expr x = c.int_const("x");
  terms.push_back([&x] { return x + 1; });
}

struct Fact {
  std::string Name;
  z3::expr Term;
};
void structsBad() {
  std::vector<Fact> facts; // warn-nofix: 'facts' is destroyed after its context
  z3::context c;
  facts.push_back({"a", c.bool_const("a")});
}
void structsOk() {
  z3::context c;
  std::vector<Fact> facts;
  facts.push_back({"a", c.bool_const("a")});
}

// Each has a context of its own.
struct Worker {
  z3::context Ctx;
  z3::solver Solver{Ctx};
};
class WorkersOk {
  std::vector<std::unique_ptr<Worker>> Workers;

public:
  void add() { Workers.push_back(std::make_unique<Worker>()); }
};
