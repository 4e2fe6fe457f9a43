// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Owners as members: their order; and constructors that take a handle over.
#include <vector>
#include <z3.h>

class Session {
  Z3_context Raw;

public:
  Session() : Raw(Z3_mk_context_rc(nullptr)) {}
  Session(const Session &) = delete;
  ~Session() { Z3_del_context(Raw); }
  Z3_context get() const { return Raw; }
};

class Engine {
  Z3_context C = nullptr;
  Z3_solver S = nullptr;

public:
  Engine() = default;
  Engine(const Engine &) = delete;
  ~Engine() {
    if (S)
      Z3_solver_dec_ref(C, S);
  }
  void open(Z3_context c) {
    C = c;
    S = Z3_mk_solver(c);
    Z3_solver_inc_ref(C, S);
  }
  void close() {
    if (S)
      Z3_solver_dec_ref(C, S);
    S = nullptr;
  }
};

class OrderBad {
  Engine Solving; // warn-nofix: member 'Solving' is destroyed after its context 'Own'
  Session Own;

public:
  OrderBad() { Solving.open(Own.get()); }
};

class OrderOk {
  Session Own;
  Engine Solving;

public:
  OrderOk() { Solving.open(Own.get()); }
};

class ClosedOk {
  Engine Solving;
  Session Own;

public:
  ClosedOk() { Solving.open(Own.get()); }
  ~ClosedOk() { Solving.close(); }
};

class TakesBad {
  Z3_context C;
  Z3_goal G;

public:
  TakesBad(Z3_context c, Z3_goal g) : C(c), G(g) {} // warn-nofix: this constructor of 'TakesBad' does not retain 'G' (a Z3 goal), which the destructor releases
  TakesBad(const TakesBad &) = delete;
  ~TakesBad() { Z3_goal_dec_ref(C, G); }
  unsigned size() const { return Z3_goal_size(C, G); }
};

unsigned takesBad(Z3_context c) {
  TakesBad fresh(c, Z3_mk_goal(c, true, false, false));
  return fresh.size();
}

class TakesOk {
  Z3_context C;
  Z3_goal G;

public:
  TakesOk(Z3_context c, Z3_goal g) : C(c), G(g) {}
  TakesOk(const TakesOk &) = delete;
  ~TakesOk() { Z3_goal_dec_ref(C, G); }
  unsigned size() const { return Z3_goal_size(C, G); }
};

unsigned takesOk(Z3_context c) {
  Z3_goal raw = Z3_mk_goal(c, true, false, false);
  Z3_goal_inc_ref(c, raw);
  TakesOk counted(c, raw);
  return counted.size();
}

class MakesBad {
  Z3_context C;
  Z3_solver S;

public:
  explicit MakesBad(Z3_context c) : C(c), S(Z3_mk_simple_solver(c)) {} // warn-nofix: this constructor of 'MakesBad' does not retain 'S' (a Z3 solver), which the destructor releases
  MakesBad(const MakesBad &) = delete;
  ~MakesBad() { Z3_solver_dec_ref(C, S); }
  bool possible() const { return Z3_solver_check(C, S) == Z3_L_TRUE; }
};

bool makesBad(Z3_context c) {
  MakesBad fresh(c);
  return fresh.possible();
}

class MakesOk {
  Z3_context C;
  Z3_solver S;
  bool Counted = false;

public:
  explicit MakesOk(Z3_context c) : C(c), S(Z3_mk_simple_solver(c)) {}
  MakesOk(const MakesOk &) = delete;
  ~MakesOk() {
    if (Counted)
      Z3_solver_dec_ref(C, S);
  }
  void keep() {
    if (!Counted)
      Z3_solver_inc_ref(C, S);
    Counted = true;
  }
  bool possible() const { return Z3_solver_check(C, S) == Z3_L_TRUE; }
};

bool makesOk(Z3_context c) {
  MakesOk once(c), kept(c);
  kept.keep();
  return kept.possible();
}

class Starts {
  Z3_context C;
  Z3_solver S = nullptr;

public:
  explicit Starts(Z3_context c) : C(c) {}
  Starts(const Starts &) = delete;
  ~Starts() {
    if (S)
      Z3_solver_dec_ref(C, S);
  }
  void start() { S = Z3_mk_simple_solver(C); } // warn-nofix: this method of 'Starts' stores without a reference what the destructor releases: 'S' (a Z3 solver)
};

void starts(Z3_context c) {
  Starts s(c);
  s.start();
}

class StartsRight {
  Z3_context C;
  Z3_solver S = nullptr;

public:
  explicit StartsRight(Z3_context c) : C(c) {}
  StartsRight(const StartsRight &) = delete;
  ~StartsRight() {
    if (S)
      Z3_solver_dec_ref(C, S);
  }
  void start() {
    S = Z3_mk_simple_solver(C);
    Z3_solver_inc_ref(C, S);
  }
};

void startsOk(Z3_context c) {
  StartsRight s(c);
  s.start();
}

class Collects {
  Z3_context C;
  std::vector<Z3_ast> Terms;

public:
  explicit Collects(Z3_context c) : C(c) {}
  Collects(const Collects &) = delete;
  ~Collects() {
    for (Z3_ast a : Terms)
      Z3_dec_ref(C, a);
  }
  void add(Z3_ast a) { Terms.push_back(Z3_mk_not(C, a)); } // warn-nofix: this method of 'Collects' stores without a reference what the destructor releases: the handles in 'Terms'
};

void collects(Z3_context c, Z3_ast a) {
  Collects list(c);
  list.add(a);
}

class CollectsRight {
  Z3_context C;
  std::vector<Z3_ast> Terms;

public:
  explicit CollectsRight(Z3_context c) : C(c) {}
  CollectsRight(const CollectsRight &) = delete;
  ~CollectsRight() {
    for (Z3_ast a : Terms)
      Z3_dec_ref(C, a);
  }
  void add(Z3_ast a) {
    Z3_ast t = Z3_mk_not(C, a);
    Z3_inc_ref(C, t);
    Terms.push_back(t);
  }
};

void collectsOk(Z3_context c, Z3_ast a) {
  CollectsRight list(c);
  list.add(a);
}

// A copy without a context releases nothing either.
class PerhapsEmptyOk {
  Z3_context C = nullptr;
  Z3_ast A = nullptr;

public:
  PerhapsEmptyOk() = default;
  PerhapsEmptyOk(Z3_context c, Z3_ast a) : C(c), A(a) {
    if (C && A)
      Z3_inc_ref(C, A);
  }
  PerhapsEmptyOk(const PerhapsEmptyOk &o) : C(o.C), A(o.A) {
    if (C && A)
      Z3_inc_ref(C, A);
  }
  PerhapsEmptyOk &operator=(const PerhapsEmptyOk &) = delete;
  ~PerhapsEmptyOk() {
    if (C && A)
      Z3_dec_ref(C, A);
  }
};
