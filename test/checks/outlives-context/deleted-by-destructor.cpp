// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-outlives-context
// A destructor that deletes the context does so before the members go.
#include <memory>
#include <vector>
#include <z3++.h>

class Deleted {
  z3::context *Ctx;
  z3::solver Solver; // warn-nofix: member 'Solver' is destroyed after its context 'Ctx'

public:
  Deleted() : Ctx(new z3::context), Solver(*Ctx) {}
  ~Deleted() { delete Ctx; }
};

class Asked {
  std::vector<z3::expr> Facts; // warn-nofix: member 'Facts' is destroyed after its context 'Ctx'
  z3::context *Ctx = nullptr;

public:
  void open() {
    Ctx = new z3::context;
    Facts.push_back(Ctx->bool_const("fact"));
  }
  ~Asked() {
    if (Ctx)
      delete Ctx;
  }
};

class Emptied {
  z3::context *Ctx = new z3::context;
  std::vector<z3::expr> Facts;

public:
  void add(const char *name) { Facts.push_back(Ctx->bool_const(name)); }
  ~Emptied() {
    Facts.clear();
    delete Ctx;
  }
};

class Pointers {
  z3::context *Ctx;
  z3::solver *Solver;

public:
  Pointers() : Ctx(new z3::context), Solver(new z3::solver(*Ctx)) {}
  ~Pointers() {
    delete Solver;
    delete Ctx;
  }
};

class PerhapsOwned {
  z3::context *Ctx;
  bool Owns;
  z3::solver Solver;

public:
  PerhapsOwned(z3::context *c) : Ctx(c), Owns(false), Solver(*Ctx) {}
  ~PerhapsOwned() {
    if (Owns)
      delete Ctx;
  }
};

// The terms are of another context.
class Others {
  z3::context *Scratch = new z3::context;
  z3::context &Ctx;
  z3::solver Solver;

public:
  explicit Others(z3::context &c) : Ctx(c), Solver(Ctx) {}
  int number() const { return Scratch->int_val(3).get_numeral_int(); }
  ~Others() { delete Scratch; }
};

class Reset {
public:
  Reset() : Ctx(new z3::context) { Solver = std::make_unique<z3::solver>(*Ctx); }
  ~Reset() { Ctx.reset(); }

private:
  std::unique_ptr<z3::context> Ctx;
  std::unique_ptr<z3::solver> Solver; // warn-nofix: member 'Solver' is destroyed after its context 'Ctx'
};

class ResetInOrder {
  std::unique_ptr<z3::context> Ctx;
  std::unique_ptr<z3::solver> Solver;

public:
  ResetInOrder() : Ctx(new z3::context) { Solver = std::make_unique<z3::solver>(*Ctx); }
  ~ResetInOrder() {
    Solver.reset();
    Ctx.reset();
  }
};
