// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which findings z3-dangling-handle reports.

#include "checks/DanglingHandleCheck.h"

using namespace z3tidy;
using namespace z3tidy::checks;

bool DanglingHandleCheck::reports(const analysis::Finding &F) const {
  return F.D == analysis::Defect::DanglingHandle;
}
