// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which findings z3-context-mixing reports.

#include "checks/ContextMixingCheck.h"

using namespace z3tidy;
using namespace z3tidy::checks;

bool ContextMixingCheck::reports(const analysis::Finding &F) const {
  return F.D == analysis::Defect::ContextMixing;
}
