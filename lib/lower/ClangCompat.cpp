// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One order of the ends of variables, and the precompiled file, whatever the
// version of clang.

#include "lower/ClangCompat.h"
#include "clang/AST/ExternalASTSource.h"
#include "clang/Basic/Module.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"
#if __has_include("clang/Basic/ASTSourceDescriptor.h") // since 17
#include "clang/Basic/ASTSourceDescriptor.h"
#endif

#include <algorithm>

namespace z3tidy::lower {

using namespace clang;

/// The variable that ends here, by its destructor or after it.
static const VarDecl *endingVariable(const CFGElement &E) {
  if (auto Dtor = E.getAs<CFGAutomaticObjDtor>())
    return Dtor->getVarDecl();
  if (auto End = E.getAs<CFGLifetimeEnds>())
    return End->getVarDecl();
  return nullptr;
}

/// What was declared last goes first, and its destructor before its end.
static void sortEnds(std::vector<CFGElement>::iterator Begin,
                     std::vector<CFGElement>::iterator End,
                     const SourceManager &SM) {
  std::sort(Begin, End, [&](const CFGElement &L, const CFGElement &R) {
    const VarDecl *Left = endingVariable(L), *Right = endingVariable(R);
    if (Left != Right)
      return SM.isBeforeInTranslationUnit(Right->getLocation(),
                                          Left->getLocation());
    return L.getKind() != CFGElement::LifetimeEnds &&
           R.getKind() == CFGElement::LifetimeEnds;
  });
}

std::vector<CFGElement> compat::elements(const CFGBlock &B,
                                         const SourceManager &SM) {
  std::vector<CFGElement> All;
  size_t Run = 0; // where the variables begin that end one after the other
  auto EndRun = [&] {
    if (CLANG_VERSION_MAJOR < 18)
      sortEnds(All.begin() + Run, All.end(), SM);
  };
  for (const CFGElement &E : B) {
    const VarDecl *Ending = endingVariable(E);
    // Nothing is said by the marks of scopes. Before 18, a `thread_local`
    // variable of a function was thought to end with its scope.
    if ((Ending && (isa<ParmVarDecl>(Ending) || !Ending->hasLocalStorage())) ||
        E.getKind() == CFGElement::ScopeEnd)
      continue;
    if (!Ending)
      EndRun();
    All.push_back(E);
    if (!Ending)
      Run = All.size();
  }
  EndRun();
  return All;
}

std::unique_ptr<llvm::MemoryBuffer>
compat::precompiledFile(const ASTContext &Ctx) {
  ExternalASTSource *Source = Ctx.getExternalSource();
  if (!Source || Ctx.getLangOpts().Modules)
    return nullptr;
  // 0 is no module: what is told of is the one precompiled file.
  auto Descriptor = Source->getSourceDescriptor(0);
  if (!Descriptor)
    return nullptr;
  llvm::SmallString<128> Path(Descriptor->getPath());
  llvm::sys::path::append(Path, Descriptor->getASTFile());
  auto File =
      Ctx.getSourceManager().getFileManager().getBufferForFile(Path.str());
  return File ? std::move(*File) : nullptr;
}

} // namespace z3tidy::lower
