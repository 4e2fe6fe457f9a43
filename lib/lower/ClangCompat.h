// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What differs between the versions of clang that the tree is built against.
// Nothing else in lib/lower asks for the version.

#ifndef Z3TIDY_LOWER_CLANGCOMPAT_H
#define Z3TIDY_LOWER_CLANGCOMPAT_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Analysis/CFG.h"
#include "clang/Basic/Version.h"

namespace z3tidy::lower::compat {

/// The options of clang's CFG under which the lowering reads it: every
/// sub-expression is an element in order of evaluation, destructors and ends of
/// scope are elements too, and an initialiser of a static has its branch.
/// Exceptions are our own work: clang's edges would leave every call.
inline clang::CFG::BuildOptions cfgOptions() {
  clang::CFG::BuildOptions BO;
  BO.PruneTriviallyFalseEdges = true;
  BO.AddImplicitDtors = true;
  BO.AddTemporaryDtors = true;
  BO.AddInitializers = true;
  BO.AddLifetime = true;
  BO.AddStaticInitBranches = true;
  BO.AddCXXDefaultInitExprInCtors = true;
  BO.AddCXXDefaultInitExprInAggregates = true;
  BO.setAllAlwaysAdd();
  return BO;
}

/// Whether an array type is one of constant size, and its size.
inline std::optional<uint64_t> constantArraySize(const clang::ASTContext &Ctx,
                                                 clang::QualType T) {
  if (const auto *A = Ctx.getAsConstantArrayType(T))
    return A->getSize().getLimitedValue();
  return std::nullopt;
}

} // namespace z3tidy::lower::compat

#endif // Z3TIDY_LOWER_CLANGCOMPAT_H
