// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which function a call reaches that the program chooses by way of data: a
// member that points to a function (a table of operations), a virtual method.

#ifndef Z3TIDY_LOWER_DISPATCH_H
#define Z3TIDY_LOWER_DISPATCH_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallVector.h"

#include <vector>

namespace z3tidy::lower {

class Dispatch {
public:
  explicit Dispatch(clang::ASTContext &Ctx) : Ctx(Ctx) {}

  /// What a call through the member of a struct reaches: what the table that is
  /// named has there, else the one function that the file ever puts there. Null
  /// if that is not known.
  const clang::FunctionDecl *behindMember(const clang::Expr *Callee);

  /// The method that a virtual call reaches: by the class of the object, if
  /// that is known for certain, else the only one of the file. Null if there
  /// are more, or one without a body.
  const clang::CXXMethodDecl *overrider(const clang::CXXMethodDecl *Method,
                                        const clang::Expr *Object);

  /// The class of an object that is destroyed as a Static, by a destructor that
  /// is virtual: that or the one class of the file that is derived from it.
  /// Null if it may be one of several.
  const clang::CXXRecordDecl *dynamicClass(const clang::CXXRecordDecl *Static);

  /// The classes of the file that are derived from others with virtual
  /// destructors, each with its base.
  using Derivation =
      std::pair<const clang::CXXRecordDecl *, const clang::CXXRecordDecl *>;
  llvm::ArrayRef<Derivation> derivations();

  /// What the file puts into a member; Other: also what is not known.
  struct Content {
    llvm::SmallVector<const clang::FunctionDecl *, 2> Functions;
    bool Other = false;
  };

private:
  void search();

  clang::ASTContext &Ctx;
  bool Searched = false, SearchedClasses = false;
  std::vector<Derivation> Derivations;
  llvm::DenseMap<const clang::FieldDecl *, Content> Members;
  llvm::DenseMap<const clang::CXXMethodDecl *,
                 llvm::SmallVector<const clang::CXXMethodDecl *, 2>>
      Overriders;
};

} // namespace z3tidy::lower

#endif // Z3TIDY_LOWER_DISPATCH_H
