// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An engine has two members: what owns the context, and what owns the solver.
// The solver's owner stands above the context's, and is destroyed after it.
#include <cstdio>
#include <z3.h>

namespace {

class OwnedContext {
  Z3_context Raw;

public:
  OwnedContext() {
    Z3_config Config = Z3_mk_config();
    Raw = Z3_mk_context_rc(Config);
    Z3_del_config(Config);
  }
  OwnedContext(const OwnedContext &) = delete;
  OwnedContext &operator=(const OwnedContext &) = delete;
  ~OwnedContext() { Z3_del_context(Raw); }
  Z3_context get() const { return Raw; }
};

class OwnedSolver {
  Z3_context Ctx = nullptr;
  Z3_solver Raw = nullptr;

public:
  OwnedSolver() = default;
  OwnedSolver(const OwnedSolver &) = delete;
  OwnedSolver &operator=(const OwnedSolver &) = delete;
  ~OwnedSolver() {
    if (Raw)
      Z3_solver_dec_ref(Ctx, Raw); // trace: use-after-context-delete
  }
  void open(Z3_context C) {
    Ctx = C;
    Raw = Z3_mk_simple_solver(C);
    Z3_solver_inc_ref(Ctx, Raw);
  }
  Z3_lbool check() { return Z3_solver_check(Ctx, Raw); }
};

class Engine {
  OwnedSolver Solver; // report: z3-owner-class
  OwnedContext Context;

public:
  Engine() { Solver.open(Context.get()); }
  int check() { return Solver.check(); }
};

} // namespace

int main() {
  Engine E;
  std::printf("answer %d\n", E.check());
  std::fflush(stdout);
  return 0;
}
