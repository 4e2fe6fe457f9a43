// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which findings z3-owner-class reports.

#include "checks/OwnerClassCheck.h"

#include "checks/EarlyMembers.h"

using namespace z3tidy;
using namespace z3tidy::checks;

bool OwnerClassCheck::reports(const analysis::Finding &F) const {
  return F.D == analysis::Defect::OwnerClass;
}

std::vector<explain::Explanation>
OwnerClassCheck::declarationFindings(clang::ASTContext &Ctx) const {
  return earlyMemberFindings(Ctx, /*InOwnClass=*/true);
}
