// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which findings z3-ownership-mismatch reports.

#include "checks/OwnershipMismatchCheck.h"

using namespace z3tidy;
using namespace z3tidy::checks;

bool OwnershipMismatchCheck::reports(const analysis::Finding &F) const {
  return F.D == analysis::Defect::WrongRelease ||
         F.D == analysis::Defect::WrongWrap;
}
