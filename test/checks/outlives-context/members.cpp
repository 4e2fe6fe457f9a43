// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Members that are declared, and so destroyed, in the wrong order.
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>
#include <z3++.h>

namespace initialised {
class Bad {
  z3::solver Solver; // warn-nofix: member 'Solver' is destroyed after its context 'Ctx'
  z3::context Ctx;

public:
  Bad() : Solver(Ctx) {}
};

class Ok {
  z3::context Ctx;
  z3::solver Solver;

public:
  Ok() : Ctx(), Solver(Ctx) {}
};
} // namespace initialised

namespace filledLater {
class Bad {
  std::map<std::string, z3::expr> Variables; // warn-nofix: member 'Variables' is destroyed after its context 'Ctx'
  std::vector<z3::expr> Facts;  // warn-nofix: member 'Facts' is destroyed after its context 'Ctx'
  std::optional<z3::model> Last; // warn-nofix: member 'Last' is destroyed after its context 'Ctx'
  z3::context Ctx;

  z3::expr number(int n) { return Ctx.int_val(n); }

public:
  z3::expr variable(const std::string &name) {
    auto it = Variables.find(name);
    if (it == Variables.end())
      it = Variables.emplace(name, Ctx.int_const(name.c_str())).first;
    return it->second;
  }
  void bound(const std::string &name, int limit) {
    Facts.push_back(number(limit) < limit);
  }
  bool solve() {
    z3::solver s(Ctx);
    for (const z3::expr &fact : Facts)
      s.add(fact);
    if (s.check() != z3::sat)
      return false;
    Last = s.get_model();
    return true;
  }
};
} // namespace filledLater

// The destructor empties it before the members go.
class EmptiedOk {
  std::vector<z3::expr> Facts;
  z3::context Ctx;

public:
  void add() { Facts.push_back(Ctx.bool_const("b")); }
  ~EmptiedOk() { Facts.clear(); }
};

void drain(std::vector<z3::expr> &facts);

class EmptiedByFunctionOk {
  std::vector<z3::expr> Facts;
  z3::context Ctx;

public:
  void add() { Facts.push_back(Ctx.bool_const("b")); }
  ~EmptiedByFunctionOk() { drain(Facts); }
};

class EmptiedByMethodOk {
  std::unique_ptr<z3::solver> Solver;
  std::unique_ptr<z3::context> Ctx;
  void close();

public:
  EmptiedByMethodOk() : Ctx(new z3::context) {
    Solver = std::make_unique<z3::solver>(*Ctx);
  }
  ~EmptiedByMethodOk() { close(); }
};

class DestroyedElsewhereOk {
  std::unique_ptr<z3::solver> Solver;
  std::unique_ptr<z3::context> Ctx;

public:
  DestroyedElsewhereOk() : Ctx(new z3::context) {
    Solver = std::make_unique<z3::solver>(*Ctx);
  }
  ~DestroyedElsewhereOk();
};

// The terms are of the caller's context.
class OthersTermsOk {
  std::vector<z3::expr> Goals;
  z3::context Scratch;

public:
  void add(const z3::expr &goal) { Goals.push_back(goal); }
  bool simple() { return Scratch.bool_const("b").is_const(); }
};

class TranslatedOk {
  z3::context &Outer;
  std::vector<z3::expr> Results;
  z3::context Scratch;

public:
  explicit TranslatedOk(z3::context &outer) : Outer(outer) {}
  void solve() {
    z3::expr e = Scratch.bool_const("b");
    Results.push_back(z3::to_expr(Outer, Z3_translate(Scratch, e, Outer)));
  }
};

// Somebody else may own the context, too.
class SharedOk {
  std::vector<z3::expr> Facts;
  std::shared_ptr<z3::context> Ctx;

public:
  explicit SharedOk(std::shared_ptr<z3::context> c) : Ctx(c) {}
  void add() { Facts.push_back(Ctx->bool_const("b")); }
};
