// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Clauses as terms of Z3. We are a guest in somebody else's process: Z3's own
// error handler, which ends it, is replaced, and whatever fails is "unknown".

#include "refute/Z3PathSolver.h"

#include "z3raii/z3raii.h"

#include <memory>
#include <optional>

namespace z3tidy::refute {

using analysis::Clause;
using analysis::Literal;
using analysis::PathSolver;
using analysis::Term;

namespace {

/// The error code stays to be read; nothing else is to happen.
void keepError(Z3_context, Z3_error_code) {}

class Z3PathSolver : public PathSolver {
public:
  explicit Z3PathSolver(Limits L) : Bounds(L) {}

  Answer check(llvm::ArrayRef<Clause> Clauses,
               std::vector<bool> &Flags) override {
    Flags.clear();
    if (Broken || (!Context && !start()))
      return Answer::Unknown;
    return ask(Clauses, Flags);
  }

private:
  bool start() {
    Context.emplace();
    if (!*Context) {
      Broken = true;
      return false;
    }
    Z3_context C = *Context;
    Z3_set_error_handler(C, keepError);
    Int = z3raii::sort::share(C, Z3_mk_int_sort(C));
    Bool = z3raii::sort::share(C, Z3_mk_bool_sort(C));
    Solver = z3raii::solver::share(C, Z3_mk_simple_solver(C));
    if (!Int || !Bool || !Solver) {
      Broken = true;
      return false;
    }
    z3raii::params Given = z3raii::params::share(C, Z3_mk_params(C));
    Z3_params_set_uint(C, Given, Z3_mk_string_symbol(C, "rlimit"),
                       Bounds.Steps);
    Z3_params_set_uint(C, Given, Z3_mk_string_symbol(C, "timeout"),
                       Bounds.Milliseconds);
    // Signals are the host's.
    Z3_params_set_bool(C, Given, Z3_mk_string_symbol(C, "ctrl_c"), false);
    Z3_solver_set_params(C, Solver, Given);
    Broken = Z3_get_error_code(C) != Z3_OK;
    return !Broken;
  }

  Answer ask(llvm::ArrayRef<Clause> Clauses, std::vector<bool> &Flags) {
    Z3_context C = *Context;
    z3raii::solver_scope Scope(C, Solver);
    NumFlags = 0;
    for (const Clause &Each : Clauses) {
      z3raii::ast A = clause(Each);
      if (!A)
        return fail();
      Z3_solver_assert(C, Solver, A);
    }
    Z3_lbool R = Z3_solver_check(C, Solver);
    if (Z3_get_error_code(C) != Z3_OK)
      return fail();
    if (R == Z3_L_FALSE)
      return Answer::Impossible;
    if (R != Z3_L_TRUE)
      return Answer::Unknown;
    readFlags(Flags);
    return Answer::Possible;
  }

  /// Something is wrong with Z3 itself: it is not asked again.
  Answer fail() {
    Broken = true;
    return Answer::Unknown;
  }

  void readFlags(std::vector<bool> &Flags) {
    Z3_context C = *Context;
    Flags.assign(NumFlags, false);
    z3raii::model M = z3raii::model::share(C, Z3_solver_get_model(C, Solver));
    if (!M)
      return;
    for (uint32_t N = 0; N < NumFlags; ++N) {
      Z3_ast Raw = nullptr;
      if (!Z3_model_eval(C, M, constant(FlagTerms, N, Bool), true, &Raw))
        continue;
      z3raii::ast V = z3raii::ast::share(C, Raw);
      Flags[N] = V && Z3_get_bool_value(C, V) == Z3_L_TRUE;
    }
  }

  /// A constant of the given number, made once.
  const z3raii::ast &constant(std::vector<z3raii::ast> &Made, uint32_t N,
                              const z3raii::sort &Of) {
    if (N >= Made.size())
      Made.resize(N + 1);
    if (!Made[N]) {
      // Integers and flags differ in name, not only in sort.
      int Name = int(N) * 2 + (&Made == &FlagTerms);
      Z3_symbol S = Z3_mk_int_symbol(*Context, Name);
      Made[N] = z3raii::ast::share(*Context, Z3_mk_const(*Context, S, Of));
    }
    return Made[N];
  }

  z3raii::ast term(const Term &T) {
    Z3_context C = *Context;
    z3raii::ast Number;
    if (T.isNumber() || T.Offset != 0)
      Number = z3raii::ast::share(C, Z3_mk_int64(C, T.Offset, Int));
    if (T.isNumber())
      return Number;
    const z3raii::ast &V = constant(Variables, T.Variable, Int);
    if (!Number)
      return V;
    Z3_ast Parts[] = {V, Number};
    return z3raii::ast::share(C, Z3_mk_add(C, 2, Parts));
  }

  z3raii::ast literal(const Literal &L) {
    Z3_context C = *Context;
    z3raii::ast A;
    if (L.F == Literal::Flag) {
      NumFlags = std::max(NumFlags, L.Number + 1);
      A = constant(FlagTerms, L.Number, Bool);
    } else {
      z3raii::ast X = term(L.Left), Y = term(L.Right);
      if (!X || !Y)
        return {};
      Z3_ast Raw = L.F == Literal::Eq   ? Z3_mk_eq(C, X, Y)
                   : L.F == Literal::Lt ? Z3_mk_lt(C, X, Y)
                                        : Z3_mk_le(C, X, Y);
      A = z3raii::ast::share(C, Raw);
    }
    if (!A || !L.Negated)
      return A;
    return z3raii::ast::share(C, Z3_mk_not(C, A));
  }

  z3raii::ast clause(const Clause &Of) {
    Z3_context C = *Context;
    if (Of.empty())
      return z3raii::ast::share(C, Z3_mk_false(C));
    llvm::SmallVector<z3raii::ast, 4> Parts;
    llvm::SmallVector<Z3_ast, 4> Raw;
    for (const Literal &L : Of) {
      Parts.push_back(literal(L));
      if (!Parts.back())
        return {};
      Raw.push_back(Parts.back());
    }
    if (Parts.size() == 1)
      return Parts.front();
    return z3raii::ast::share(C, Z3_mk_or(C, Raw.size(), Raw.data()));
  }

  // The context comes first: it goes last.
  std::optional<z3raii::context> Context;
  z3raii::sort Int, Bool;
  z3raii::solver Solver;
  std::vector<z3raii::ast> Variables, FlagTerms;
  uint32_t NumFlags = 0;
  const Limits Bounds;
  bool Broken = false;
};

} // namespace

PathSolver *threadSolver(Limits L) {
  thread_local std::unique_ptr<Z3PathSolver> Solver;
  if (!Solver)
    Solver = std::make_unique<Z3PathSolver>(L);
  return Solver.get();
}

} // namespace z3tidy::refute
