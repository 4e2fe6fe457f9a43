// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What has to be known of a body before its CFG is walked: which variable an
// object that an expression makes is built in, which expressions are the arms
// of a conditional operator, and which variables are in scope at a throw.

#ifndef Z3TIDY_LOWER_PRESCAN_H
#define Z3TIDY_LOWER_PRESCAN_H

#include "clang/AST/Decl.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallVector.h"

#include <deque>

namespace z3tidy::lower {

/// Where the object that an expression makes is built.
struct Destination {
  enum Form : uint8_t {
    Temporary, ///< no name: a temp
    Variable,  ///< Var
    Return,    ///< what the function returns
    Member,    ///< Init: a member or base of *this
    New,       ///< NewExpr: what it allocates
    Capture,   ///< capture number Index of the closure that Outer makes
    Field,     ///< Field of what Outer makes
    Element,   ///< element Index of what Outer makes
    Same,      ///< what Outer makes (a base class in an initialiser list)
  } F = Temporary;
  unsigned Index = 0;
  const clang::VarDecl *Var = nullptr;
  const clang::CXXCtorInitializer *Init = nullptr;
  const clang::CXXNewExpr *NewExpr = nullptr;
  const clang::FieldDecl *FieldDecl = nullptr;
  const clang::Expr *Outer = nullptr;
};

/// The variables in scope, innermost first.
struct ScopeNode {
  const clang::VarDecl *Var;
  const ScopeNode *Outer;
};

struct TryRegion {
  const clang::CXXTryStmt *Try;
  const ScopeNode *Scope; ///< at the start of the try statement
  const TryRegion *Outer;
};

struct ScopePoint {
  const ScopeNode *Scope = nullptr;
  const TryRegion *Try = nullptr;
};

struct Plan {
  llvm::DenseMap<const clang::Expr *, Destination> Destinations;
  /// The conditional operators whose value an expression is, if it is an arm.
  llvm::DenseMap<const clang::Expr *,
                 const clang::AbstractConditionalOperator *>
      ArmOf;
  /// What GNU's `({ T x = …; x; })` end with: its value is theirs, and outlives
  /// the variable.
  llvm::DenseSet<const clang::Expr *> BlockResults;
  /// Of each throw, each call, each construction and each try statement (of
  /// the latter: what is around it).
  llvm::DenseMap<const clang::Stmt *, ScopePoint> Points;
  /// By the try statement.
  llvm::DenseMap<const clang::Stmt *, const TryRegion *> Tries;
  /// Pointer variables that are moved on (`p++`): they go through an array.
  llvm::DenseSet<const clang::VarDecl *> Cursors;
  /// Pointer variables of which more is done than to read them and to move them
  /// on by constants: they are assigned, or others get at them.
  llvm::DenseSet<const clang::VarDecl *> Strayed;
  /// By the variables that go through its range, and hold its end.
  llvm::DenseMap<const clang::VarDecl *, const clang::CXXForRangeStmt *> Ranges;
  /// But for those that ask at the end, each before those in it.
  llvm::SmallVector<const clang::Stmt *, 4> Loops;
  /// Expressions that are statements: their results are dropped; and those of
  /// whose results only `.first` is looked at.
  llvm::DenseSet<const clang::Expr *> Discarded;
  /// Elidable copies: the object is built in the copy's place.
  llvm::DenseSet<const clang::CXXConstructExpr *> Elided;

private:
  friend class Prescan;
  std::deque<ScopeNode> Scopes;
  std::deque<TryRegion> Regions;
};

/// Of the body of a function with a body; of a constructor, also of its
/// initialisers. Lambda bodies in it are functions of their own.
Plan prescan(const clang::FunctionDecl *FD);

/// The expression whose value E has: without parentheses, cleanups, bindings of
/// temporaries, and casts between classes that do not make a new object.
const clang::Expr *builder(const clang::Expr *E);
/// What is built in the place of an elidable copy of a temporary (before
/// C++17); null for any other construction.
const clang::Expr *elidedSource(const clang::CXXConstructExpr *E);

} // namespace z3tidy::lower

#endif // Z3TIDY_LOWER_PRESCAN_H
