// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which findings z3-unchecked-result reports.

#include "checks/UncheckedResultCheck.h"

using namespace z3tidy;
using namespace z3tidy::checks;

bool UncheckedResultCheck::reports(const analysis::Finding &F) const {
  return F.D == analysis::Defect::UncheckedResult;
}
