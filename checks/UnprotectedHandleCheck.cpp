// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which findings z3-unprotected-handle reports.

#include "checks/UnprotectedHandleCheck.h"

using namespace z3tidy;
using namespace z3tidy::checks;

bool UnprotectedHandleCheck::reports(const analysis::Finding &F) const {
  return F.D == analysis::Defect::UnprotectedUse;
}
