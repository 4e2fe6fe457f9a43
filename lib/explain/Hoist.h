// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the edits share that make an object once for all.

#ifndef Z3TIDY_EXPLAIN_HOIST_H
#define Z3TIDY_EXPLAIN_HOIST_H

#include "explain/Edits.h"

namespace z3tidy::explain {

/// What may be done to a solver or optimize in a scope and leaves no trace
/// behind it; names of the C API behind "Z3_solver_", and of z3++'s methods.
bool isScopedUse(llvm::StringRef Name);

/// The method that a reference to an object is the object of; empty for any
/// other use.
llvm::StringRef methodOf(const clang::DeclRefExpr *Ref,
                         const clang::ParentMap &Parents);

/// Whether a function of the file that gets the object by reference leaves
/// nothing behind its scope in it.
bool isScopedArgument(const clang::DeclRefExpr *Ref,
                      const clang::ParentMap &Parents);

/// A context of z3++ that a block makes anew, with the solver in it.
struct ContextHoist {
  const clang::VarDecl *Context = nullptr;
  const clang::DeclStmt *ContextDecl = nullptr;
  const clang::VarDecl *Solver = nullptr; ///< null if there is none
  const clang::DeclStmt *SolverDecl = nullptr;

  /// Whether the context may live longer than the block, and the solver's
  /// content be left to a scope.
  bool fits(EditContext &C, const clang::VarDecl *Var,
            const clang::DeclStmt *Decl, const clang::CompoundStmt *Body);
  std::vector<std::string> declarations(SourceEdits &Out) const;

private:
  bool findSolver(const clang::CompoundStmt *Body);
  bool isMadeOfContext() const;
};

/// A context of z3++ that a loop makes: it is made before the loop.
Edit hoistContext(EditContext &C, const clang::VarDecl *Var,
                  const clang::DeclStmt *Decl);

/// A solver of z3++ that a closure makes for each element: it is made before
/// the statement that the closure stands in.
Edit hoistFromClosure(EditContext &C, const clang::VarDecl *Var);

/// An object of the program that has a solver, and leaves it as it was: it is
/// made before the loop.
Edit hoistObject(EditContext &C);

/// A solver or optimize of z3++ that a method makes: it becomes a member, and
/// each call runs between push and pop.
Edit makeMember(EditContext &C);

} // namespace z3tidy::explain

#endif // Z3TIDY_EXPLAIN_HOIST_H
