// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// An object gets a context of its own; what it has taken over belongs to another.
#include <memory>
#include <z3++.h>

static Z3_context newContext() {
  Z3_config Cfg = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Cfg);
  Z3_del_config(Cfg);
  return C;
}

struct Session {
  Z3_context Ctx;
  Z3_solver Solver;
  Z3_ast Assumption;

  Session cloneBad() const;
  void takeFromBad(const Session &O);

  void start() {
    Solver = Z3_mk_simple_solver(Ctx);
    Z3_solver_inc_ref(Ctx, Solver);
  }
};

Session Session::cloneBad() const {
  Session To = *this;
  To.Ctx = newContext();
  To.start();
  Z3_solver_assert(To.Ctx, To.Solver, To.Assumption); // warn-nofix: 'To.Assumption' is used in a context that it does not belong to
  return To;
}

void Session::takeFromBad(const Session &O) {
  *this = O;
  Ctx = newContext();
  start();
  Z3_solver_assert(Ctx, Solver, Assumption); // warn-nofix: is used in a context that it does not belong to
}

Session *byNewBad(const Session &From) {
  Session *To = new Session(From);
  To->Ctx = newContext();
  To->start();
  Z3_solver_assert(To->Ctx, To->Solver, To->Assumption); // warn-nofix: is used in a context that it does not belong to
  return To;
}

std::unique_ptr<Session> byUniqueBad(const Session &From) {
  auto To = std::make_unique<Session>(From);
  To->Ctx = newContext();
  To->start();
  Z3_solver_assert(To->Ctx, To->Solver, To->Assumption); // warn-nofix: is used in a context that it does not belong to
  return To;
}

class Prover {
  std::unique_ptr<z3::context> Ctx;
  z3::solver S;
  z3::expr Goal;

public:
  Prover() : Ctx(new z3::context), S(*Ctx), Goal(Ctx->bool_const("goal")) {}
  Prover(const Prover &O);
  Prover(const Prover &O, int Depth);
};

Prover::Prover(const Prover &O) // its name says nothing: it copies a term
    : Ctx(new z3::context), S(*Ctx), Goal(O.Goal) {
  S.add(Goal); // warn: 'Goal' is used in a context that it does not belong to
  // fix: S.add(z3::expr(S.ctx(), Z3_translate(Goal.ctx(), Goal, S.ctx())));
}

Prover::Prover(const Prover &O, int)
    : Ctx(new z3::context), S(*Ctx, O.S, z3::solver::translate()),
      Goal(*Ctx, Z3_translate(O.Goal.ctx(), O.Goal, *Ctx)) {
  S.add(Goal);
}
