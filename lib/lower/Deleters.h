// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which function a smart pointer's deleter is: of a functor by its type, of a
// pointer to a function or a std::function by the arguments that the file
// constructs such pointers with.

#ifndef Z3TIDY_LOWER_DELETERS_H
#define Z3TIDY_LOWER_DELETERS_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/DenseMap.h"

namespace z3tidy::lower {

/// The function that an expression of function type, pointer to function,
/// closure or std::function stands for; null if that can't be seen.
const clang::FunctionDecl *functionOf(const clang::Expr *E);

/// Whether a call gives back a reference of its (last) parameter, by a function
/// of Z3's API, perhaps in another function of the file.
bool releasesParameter(const clang::FunctionDecl *FD, unsigned Depth = 0);

/// The class that is a unique_ptr's deleter; null if it is none.
const clang::CXXRecordDecl *deleterClass(clang::QualType Pointer);
/// Whether a call of that class gives back a reference.
bool hasReleasingDeleter(clang::QualType Pointer);

class Deleters {
public:
  explicit Deleters(clang::ASTContext &Ctx) : Ctx(Ctx) {}

  /// The one that all pointers of this type are constructed with, or null.
  const clang::FunctionDecl *of(clang::QualType Pointer);

private:
  void search();

  clang::ASTContext &Ctx;
  bool Searched = false;
  /// Null: more than one.
  llvm::DenseMap<const clang::Type *, const clang::FunctionDecl *> Found;
};

} // namespace z3tidy::lower

#endif // Z3TIDY_LOWER_DELETERS_H
