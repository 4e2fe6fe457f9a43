// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which findings z3-outlives-context reports, and the members of classes that
// are declared before their context.

#include "checks/OutlivesContextCheck.h"

#include "checks/EarlyMembers.h"

using namespace z3tidy;
using namespace z3tidy::checks;

bool OutlivesContextCheck::reports(const analysis::Finding &F) const {
  return F.D == analysis::Defect::OutlivesContext;
}

std::vector<explain::Explanation>
OutlivesContextCheck::declarationFindings(clang::ASTContext &Ctx) const {
  return earlyMemberFindings(Ctx, /*InOwnClass=*/false);
}
