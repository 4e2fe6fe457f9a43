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

/// Calls Visit with each class that is defined in a declaration, but for
/// templates.
template <typename Fn> void forEachClassIn(const clang::Decl *D, Fn Visit) {
  if (isSystem(D))
    return;
  if (const auto *RD = llvm::dyn_cast<clang::CXXRecordDecl>(D);
      RD && RD->isThisDeclarationADefinition() && !RD->isDependentContext())
    Visit(RD);
  if (llvm::isa<clang::NamespaceDecl, clang::LinkageSpecDecl,
                clang::CXXRecordDecl>(D))
    for (const clang::Decl *Inner : llvm::cast<clang::DeclContext>(D)->decls())
      forEachClassIn(Inner, Visit);
}

/// The same of all that a host asks about.
template <typename Fn> void forEachClass(clang::ASTContext &Ctx, Fn Visit) {
  for (const clang::Decl *D : declarationsAskedFor(Ctx))
    forEachClassIn(D, Visit);
}

} // namespace z3tidy::lower

#endif // Z3TIDY_LOWER_SCOPE_H
