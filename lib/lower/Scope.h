// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which declarations a host asks about.

#ifndef Z3TIDY_LOWER_SCOPE_H
#define Z3TIDY_LOWER_SCOPE_H

#include "lower/Types.h"
#include "llvm/ADT/SmallVector.h"

namespace z3tidy::lower {

/// What stands at the top and is no system header's: of the whole file, or in
/// an editor, of the main file. There the headers are a precompiled file, and
/// who walks over all declarations reads all of it, after each key.
inline llvm::SmallVector<clang::Decl *, 0>
declarationsAskedFor(clang::ASTContext &Ctx) {
  llvm::SmallVector<clang::Decl *, 0> Asked;
  auto Add = [&](clang::Decl *D) {
    if (!isSystem(D))
      Asked.push_back(D);
  };
  for (clang::Decl *Top : Ctx.getTraversalScope())
    if (auto *TU = llvm::dyn_cast<clang::TranslationUnitDecl>(Top))
      for (clang::Decl *D : TU->decls())
        Add(D);
    else
      Add(Top);
  return Asked;
}

} // namespace z3tidy::lower

#endif // Z3TIDY_LOWER_SCOPE_H
