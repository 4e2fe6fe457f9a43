// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which findings z3-outlives-context reports.

#include "checks/OutlivesContextCheck.h"

using namespace z3tidy;
using namespace z3tidy::checks;

bool OutlivesContextCheck::reports(const analysis::Finding &F) const {
  return F.D == analysis::Defect::OutlivesContext;
}
