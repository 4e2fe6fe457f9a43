// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What differs between the versions of clang that the tree is built against.
// Nothing else in lib/lower asks for the version.

#ifndef Z3TIDY_LOWER_CLANGCOMPAT_H
#define Z3TIDY_LOWER_CLANGCOMPAT_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Analysis/CFG.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Basic/Version.h"
#include "llvm/ADT/APSInt.h"
#include "llvm/Support/MemoryBuffer.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#if CLANG_VERSION_MAJOR < 16
namespace clang {
using OptionalFileEntryRef = llvm::Optional<FileEntryRef>;

/// Aggregates are initialised by parentheses since 16; no object of this class
/// is ever there.
class CXXParenListInitExpr : public Expr {
public:
  llvm::ArrayRef<Expr *> getInitExprs() const { return {}; }
};
} // namespace clang
#endif

namespace z3tidy::lower::compat {

/// The options of clang's CFG under which the lowering reads it: every
/// sub-expression is an element in order of evaluation, what `new` allocates,
/// destructors and ends of scope are elements too, and an initialiser of a
/// static has its branch. Exceptions are our own work: clang's edges would
/// leave every call.
inline clang::CFG::BuildOptions cfgOptions() {
  clang::CFG::BuildOptions BO;
  BO.PruneTriviallyFalseEdges = true;
  BO.AddImplicitDtors = true;
  BO.AddTemporaryDtors = true;
  BO.AddInitializers = true;
  BO.AddLifetime = true;
  BO.AddCXXNewAllocator = true;
  BO.AddStaticInitBranches = true;
  BO.AddCXXDefaultInitExprInCtors = true;
  BO.AddCXXDefaultInitExprInAggregates = true;
  // Before 18, what has no destructor ends only as part of a scope.
  BO.AddScopes = CLANG_VERSION_MAJOR < 18;
  BO.setAllAlwaysAdd();
  return BO;
}

/// The elements of a block, in the order of 19: each variable is destroyed, and
/// then ends. Before 18 all that leave a scope end first and are destroyed
/// then; since 22 parameters are there, too, which are the caller's.
std::vector<clang::CFGElement> elements(const clang::CFGBlock &B,
                                        const clang::SourceManager &SM);

/// The variable that an `__attribute__((cleanup))` is called for here. Before
/// 18 clang's CFG has no element for that: the end of lifetime is the place.
inline const clang::VarDecl *cleanedUp(const clang::CFGElement &E) {
#if CLANG_VERSION_MAJOR < 18
  if (auto End = E.getAs<clang::CFGLifetimeEnds>())
    if (End->getVarDecl()->hasAttr<clang::CleanupAttr>())
      return End->getVarDecl();
#else
  if (auto Cleanup = E.getAs<clang::CFGCleanupFunction>())
    return Cleanup->getVarDecl();
#endif
  return nullptr;
}

/// "(anonymous namespace)", not where that stands.
inline void leaveOutLocations(clang::PrintingPolicy &Policy) {
#if CLANG_VERSION_MAJOR < 23
  Policy.AnonymousTagLocations = false;
#else
  Policy.AnonymousTagNameStyle =
      unsigned(clang::PrintingPolicy::AnonymousTagMode::Plain);
#endif
}

inline clang::QualType recordType(const clang::ASTContext &Ctx,
                                  const clang::RecordDecl *RD) {
#if CLANG_VERSION_MAJOR < 22
  return Ctx.getRecordType(RD);
#else
  return Ctx.getCanonicalTagType(RD);
#endif
}

/// The members of a closure by what they capture, and the one for `this`.
inline void
captureFields(const clang::CXXRecordDecl *Closure,
              llvm::DenseMap<const clang::ValueDecl *, clang::FieldDecl *> &Of,
              clang::FieldDecl *&This) {
#if CLANG_VERSION_MAJOR < 16
  llvm::DenseMap<const clang::VarDecl *, clang::FieldDecl *> Variables;
  Closure->getCaptureFields(Variables, This);
  Of.insert(Variables.begin(), Variables.end());
#else
  Closure->getCaptureFields(Of, This);
#endif
}

inline bool isUnnamedBitField(const clang::FieldDecl *Field) {
  return Field->isBitField() && !Field->getDeclName();
}

inline bool isPureVirtual(const clang::FunctionDecl *FD) {
#if CLANG_VERSION_MAJOR < 18
  return FD->isPure();
#else
  return FD->isPureVirtual();
#endif
}

inline bool fitsInt64(const llvm::APSInt &N) {
  return N.isSigned() ? N.isSignedIntN(64) : N.isIntN(63);
}

/// Whether an array type is one of constant size, and its size.
inline std::optional<uint64_t> constantArraySize(const clang::ASTContext &Ctx,
                                                 clang::QualType T) {
  if (const auto *A = Ctx.getAsConstantArrayType(T))
    return A->getSize().getLimitedValue();
  return std::nullopt;
}

/// The precompiled file whose declarations the context reads; null if there is
/// none, or not just one.
std::unique_ptr<llvm::MemoryBuffer>
precompiledFile(const clang::ASTContext &Ctx);

} // namespace z3tidy::lower::compat

#endif // Z3TIDY_LOWER_CLANGCOMPAT_H
