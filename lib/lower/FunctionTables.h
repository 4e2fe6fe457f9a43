// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which functions of Z3's API a pointer to a function may lead to: those of its
// type whose address the file takes, say for a table of makers.

#ifndef Z3TIDY_LOWER_FUNCTIONTABLES_H
#define Z3TIDY_LOWER_FUNCTIONTABLES_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"

namespace z3tidy::lower {

class FunctionTables {
public:
  explicit FunctionTables(clang::ASTContext &Ctx) : Ctx(Ctx) {}

  /// All functions of the type whose address is taken.
  llvm::ArrayRef<const clang::FunctionDecl *> of(clang::QualType Pointer);

private:
  clang::ASTContext &Ctx;
  bool Searched = false;
  llvm::DenseMap<const clang::Type *,
                 llvm::SmallVector<const clang::FunctionDecl *, 4>>
      Found;
};

} // namespace z3tidy::lower

#endif // Z3TIDY_LOWER_FUNCTIONTABLES_H
