// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which findings z3-unchecked-result reports, and guards that nobody asks.

#include "checks/UncheckedResultCheck.h"

#include "lower/UnaskedGuards.h"

using namespace z3tidy;
using namespace z3tidy::checks;

bool UncheckedResultCheck::reports(const analysis::Finding &F) const {
  return F.D == analysis::Defect::UncheckedResult;
}

std::vector<explain::Explanation>
UncheckedResultCheck::declarationFindings(clang::ASTContext &Ctx) const {
  std::vector<explain::Explanation> Result;
  for (const lower::UnaskedGuard &Found : lower::unaskedGuards(Ctx)) {
    std::string Guard = "'" + Found.Guard->getNameAsString() + "'";
    explain::Explanation E;
    E.Warning = {Found.Use->getBeginLoc(),
                 "this call may get a null result: " + Guard +
                     " has the error, and nobody asks it",
                 {},
                 {}};
    E.Notes.push_back({Found.Fallible->getBeginLoc(),
                       "the result is null after an error",
                       {},
                       {}});
    E.Notes.push_back({Found.Guard->getLocation(),
                       "errors are only recorded from here on; look at the "
                       "record before the result is used",
                       {},
                       {}});
    Result.push_back(std::move(E));
  }
  return Result;
}
