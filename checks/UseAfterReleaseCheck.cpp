// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which findings z3-use-after-release reports.

#include "checks/UseAfterReleaseCheck.h"

using namespace z3tidy;
using namespace z3tidy::checks;

bool UseAfterReleaseCheck::reports(const analysis::Finding &F) const {
  switch (F.D) {
  case analysis::Defect::UseAfterRelease:
  case analysis::Defect::UseAfterMove:
  case analysis::Defect::SecondRelease:
  case analysis::Defect::UseAfterContext:
    return true;
  default:
    return false;
  }
}
