// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which findings z3-outlives-context reports, and the members of classes that
// are declared before their context.

#include "checks/OutlivesContextCheck.h"

#include "lower/MemberOrder.h"

using namespace z3tidy;
using namespace z3tidy::checks;

bool OutlivesContextCheck::reports(const analysis::Finding &F) const {
  return F.D == analysis::Defect::OutlivesContext;
}

std::vector<explain::Explanation>
OutlivesContextCheck::declarationFindings(clang::ASTContext &Ctx) const {
  std::vector<explain::Explanation> Result;
  for (const lower::EarlyMember &Early : lower::earlyMembers(Ctx)) {
    std::string Member = "'" + Early.Member->getNameAsString() + "'";
    std::string Context = "'" + Early.Context->getNameAsString() + "'";
    explain::Explanation E;
    E.Warning = {Early.Member->getLocation(),
                 "member " + Member + " is destroyed after its context " +
                     Context,
                 {},
                 {}};
    E.Notes.push_back({Early.Filled->getExprLoc(),
                       Member + " gets an object of " + Context + " here",
                       {},
                       {}});
    E.Notes.push_back({Early.Context->getLocation(),
                       "declare " + Context + " before " + Member +
                           ": the member that is declared last is destroyed "
                           "first",
                       {},
                       {}});
    Result.push_back(std::move(E));
  }
  return Result;
}
