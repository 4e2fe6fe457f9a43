// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-context-mixing
// Objects that make a context for themselves, and what is made in another one.
#include <list>
#include <map>
#include <memory>
#include <string>
#include <vector>
#include <z3++.h>

class Worker {
  std::unique_ptr<z3::context> Own = std::make_unique<z3::context>();
  z3::solver S;

public:
  explicit Worker() : S(*Own, z3::solver::simple()) {}
  bool refutes(const z3::expr &Goal) {
    S.add(!Goal);
    return S.check() == z3::unsat;
  }
  bool refutesCopy(const z3::expr &Goal) {
    S.add(!z3::expr(*Own, Z3_translate(Goal.ctx(), Goal, *Own)));
    return S.check() == z3::unsat;
  }
  z3::expr goal() { return Own->bool_const("goal"); }
};

class Verifier {
  z3::context C;
  z3::solver S;
  z3::expr X;

public:
  Verifier() : S(C), X(C.int_const("x")) {}
  void add(const z3::expr &E) { S.add(E); }
  bool holdsWith(const z3::expr &E) {
    S.add(E && X > 0);
    return S.check() == z3::sat;
  }
  z3::expr bound() { return X > 3; }
};

bool uniqueBad() {
  z3::context C;
  z3::expr Goal = C.bool_const("goal");
  std::vector<std::unique_ptr<Worker>> Workers;
  for (int I = 0; I < 3; ++I)
    Workers.push_back(std::make_unique<Worker>());
  bool Any = false;
  for (auto &W : Workers)
    Any |= W->refutes(Goal); // warn-nofix: 'Goal' is used in a context that it does not belong to
  return Any;
}

bool indexBad() {
  z3::context C;
  z3::expr Goal = C.bool_const("goal");
  std::vector<std::unique_ptr<Worker>> Workers;
  Workers.emplace_back(new Worker);
  return Workers[0]->refutes(Goal); // warn-nofix: 'Goal' is used in a context that it does not belong to
}

bool sharedBad() {
  z3::context C;
  z3::expr Goal = C.bool_const("goal");
  std::map<std::string, std::shared_ptr<Worker>> Workers;
  Workers["first"] = std::make_shared<Worker>();
  return Workers["first"]->refutes(Goal); // warn-nofix: 'Goal' is used in a context that it does not belong to
}

bool ownOk() {
  z3::context C;
  z3::expr Goal = C.bool_const("goal");
  std::vector<std::unique_ptr<Worker>> Workers;
  Workers.push_back(std::make_unique<Worker>());
  bool Any = false;
  for (auto &W : Workers) {
    Any |= W->refutesCopy(Goal);
    Any |= W->refutes(W->goal());
  }
  return Any;
}

struct Synthesizer {
  Verifier V;
  z3::context C;
  z3::solver S{C};
  z3::expr A{C.bool_const("a")};

  void valueBad() {
    z3::expr Bound = V.bound();
    S.add(A && Bound); // warn: 'Bound' is used in a context that it does not belong to
    // fix: S.add(A && z3::expr(A.ctx(), Z3_translate(Bound.ctx(), Bound, A.ctx())));
  }
  bool argumentBad() {
    return V.holdsWith(!A); // warn-nofix: is used in a context that it does not belong to
  }
  bool memberOk() {
    return V.holdsWith(V.bound());
  }
  void ownOk() {
    S.add(!A);
  }
};

struct Two {
  Verifier Left, Right;
  void bothBad() {
    Left.add(Right.bound()); // warn-nofix: is used in a context that it does not belong to
  }
  void oneOk() {
    Left.add(Left.bound());
  }
};

struct Portfolio {
  z3::context C;
  std::vector<std::unique_ptr<Worker>> Workers;
  z3::expr Goal{C.bool_const("goal")};

  void grow() { Workers.push_back(std::make_unique<Worker>()); }
  bool solveBad() {
    bool Any = false;
    for (auto &W : Workers)
      Any |= W->refutes(Goal); // warn-nofix: is used in a context that it does not belong to
    return Any;
  }
};

// Objects in the context of another.
class View {
  z3::solver S;
  z3::expr X;

public:
  explicit View(z3::context &C) : S(C), X(C.int_const("x")) {}
  void add(const z3::expr &E) { S.add(E && X > 1); }
  z3::expr bound() { return X > 3; }
};

struct Shared {
  z3::context C;
  View V{C};
  z3::solver S{C};
  View W{C};
  void viewsOk() {
    S.add(V.bound());
    V.add(W.bound());
  }
};

bool viewsOk() {
  z3::context C;
  std::vector<std::unique_ptr<View>> Views;
  Views.push_back(std::make_unique<View>(C));
  z3::expr Goal = C.bool_const("goal");
  for (auto &V : Views)
    V->add(Goal);
  return true;
}

// The context has a second name: that of the member.
class Names {
  std::unique_ptr<z3::context> Own = std::make_unique<z3::context>();
  z3::context *C = Own.get();
  z3::solver S{*C};
  z3::expr X{C->bool_const("x")};

public:
  void addOk() {
    S.add(X && Own->bool_const("y"));
  }
};

int main() {
  Synthesizer S;
  Two T;
  Portfolio P;
  Shared H;
  Names N;
  N.addOk();
  return 0;
}
