// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which findings z3-handle-leak reports.

#include "checks/HandleLeakCheck.h"

using namespace z3tidy;
using namespace z3tidy::checks;

bool HandleLeakCheck::reports(const analysis::Finding &F) const {
  return F.D == analysis::Defect::HandleLeak;
}
