// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which findings z3-thread-sharing reports.

#include "checks/ThreadSharingCheck.h"

using namespace z3tidy;
using namespace z3tidy::checks;

bool ThreadSharingCheck::reports(const analysis::Finding &F) const {
  return F.D == analysis::Defect::ThreadSharing;
}
