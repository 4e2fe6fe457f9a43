// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a function does with the elements of a local container or array, for
// edits that give back what it holds: whether they are only read but for the
// places that the edit knows.

#ifndef Z3TIDY_EXPLAIN_ELEMENTUSES_H
#define Z3TIDY_EXPLAIN_ELEMENTUSES_H

#include "explain/Edits.h"

namespace z3tidy::explain {

class ElementUses {
public:
  /// Known is what the edit has understood itself: uses in there are skipped.
  /// Field is the part of an element that is meant ("second"; empty for the
  /// element itself): what is done with other parts does not matter.
  ElementUses(EditContext &C, const clang::VarDecl *Container,
              std::vector<const clang::Stmt *> Known, llvm::StringRef Field);

  /// Nothing keeps, releases or changes an element.
  bool onlyRead() const { return OnlyRead; }
  /// Statements that empty the container.
  const std::vector<const clang::Stmt *> &clears() const { return Clears; }
  /// Whether a piece of source names the container, or what it holds.
  bool isNamedIn(const clang::Stmt *S) const;

private:
  void follow(const clang::VarDecl *Name);
  bool isRead(const clang::Expr *E);
  bool isReadOfCall(const clang::CallExpr *Call, const clang::Expr *E,
                    const clang::Expr *&Next);

  EditContext &C;
  const std::vector<const clang::Stmt *> Known;
  const std::string Field;
  std::vector<const clang::DeclRefExpr *> All;
  /// The container, and variables that have an element or refer to one.
  std::vector<const clang::VarDecl *> Names;
  std::vector<const clang::Stmt *> Clears;
  bool OnlyRead = true;
};

/// Elements of a local array that a loop has filled: a loop that gives all of
/// them back.
Edit releaseArray(EditContext &C);
/// The loop that fills an array is left before it is full: what it has made so
/// far is given back there.
Edit releaseFilled(EditContext &C);

} // namespace z3tidy::explain

#endif // Z3TIDY_EXPLAIN_ELEMENTUSES_H
