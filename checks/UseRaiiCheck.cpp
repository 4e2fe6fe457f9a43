// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which findings z3-use-raii reports, and when it is on.

#include "checks/UseRaiiCheck.h"

using namespace clang::tidy;
using namespace z3tidy;
using namespace z3tidy::checks;

/// A pattern such as `z3-*` turns on what reports faults; who wants the code
/// changed says so, by the check's name in full.
static bool isNamed(const ClangTidyContext &Context, llvm::StringRef Check) {
  llvm::SmallVector<llvm::StringRef, 8> Globs;
  const auto &Option = Context.getOptions().Checks;
  const std::string Checks = Option ? *Option : "";
  llvm::StringRef(Checks).split(Globs, ',');
  return llvm::any_of(
      Globs, [&](llvm::StringRef Glob) { return Glob.trim() == Check; });
}

UseRaiiCheck::UseRaiiCheck(llvm::StringRef Name, ClangTidyContext *Context)
    : Z3Check(Name, Context),
      Enable(Options.get("Enable", false) || isNamed(*Context, Name)) {}

void UseRaiiCheck::storeOptions(ClangTidyOptions::OptionMap &Opts) {
  Z3Check::storeOptions(Opts);
  Options.store(Opts, "Enable", Enable);
}

bool UseRaiiCheck::reports(const analysis::Finding &F) const {
  return Enable && F.D == analysis::Defect::ManualCount;
}

EngineRequest UseRaiiCheck::request() const {
  EngineRequest R = Z3Check::request();
  R.ManualCounts = Enable;
  return R;
}

/// Fields of classes, which no function by itself counts. Of a class that has
/// another finding nothing is said.
std::vector<explain::Explanation>
UseRaiiCheck::declarationFindings(clang::ASTContext &Ctx) const {
  if (!Enable)
    return {};
  EngineView Engine = engineFor(Ctx, request());
  llvm::SmallPtrSet<const clang::CXXRecordDecl *, 8> Faulty;
  for (const analysis::Finding &F : Engine.Result.Findings) {
    if (F.D == analysis::Defect::ManualCount || !F.F)
      continue;
    auto Map = Engine.Code.Maps.find(F.F->Name);
    if (Map == Engine.Code.Maps.end() || !Map->second.Decl)
      continue;
    if (const auto *Method =
            llvm::dyn_cast<clang::CXXMethodDecl>(Map->second.Decl))
      Faulty.insert(Method->getParent()->getCanonicalDecl());
  }
  return explain::manualCountsOfClasses(
      Engine.Code, Ctx, [&](const clang::CXXRecordDecl *Class) {
        return Faulty.contains(Class->getCanonicalDecl());
      });
}
