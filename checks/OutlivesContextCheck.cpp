// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which findings z3-outlives-context reports, and the members of classes that
// are declared before their context.

#include "checks/OutlivesContextCheck.h"

#include "checks/EarlyMembers.h"
#include "lower/EarlyVariables.h"

using namespace z3tidy;
using namespace z3tidy::checks;

bool OutlivesContextCheck::reports(const analysis::Finding &F) const {
  return F.D == analysis::Defect::OutlivesContext;
}

std::vector<explain::Explanation>
OutlivesContextCheck::declarationFindings(clang::ASTContext &Ctx) const {
  std::vector<explain::Explanation> Result =
      earlyMemberFindings(Ctx, /*InOwnClass=*/false);
  for (const lower::EarlyVariable &Early : lower::earlyVariables(Ctx)) {
    std::string Name = "'" + Early.Variable->getNameAsString() + "'";
    explain::Explanation E;
    E.Warning = {Early.Variable->getLocation(),
                 Name + " is destroyed after its context",
                 {},
                 {}};
    E.Notes.push_back({Early.Filled->getExprLoc(),
                       "an object of the context is put into it here",
                       {},
                       {}});
    bool IsLocal = Early.Variable->hasLocalStorage();
    E.Notes.push_back({Early.Variable->getLocation(),
                       IsLocal ? "declare it behind its context: what is "
                                 "declared last is destroyed first"
                               : "keep it beside the context, or empty it "
                                 "before the context ends",
                       {},
                       {}});
    Result.push_back(std::move(E));
  }
  return Result;
}
