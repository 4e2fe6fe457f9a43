// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// z3-dangling-handle: a raw handle or string kept beyond what keeps it alive.
// docs/checks/z3-dangling-handle.md.

#ifndef Z3TIDY_CHECKS_DANGLINGHANDLECHECK_H
#define Z3TIDY_CHECKS_DANGLINGHANDLECHECK_H

#include "checks/Z3Check.h"

namespace z3tidy::checks {

class DanglingHandleCheck : public Z3Check {
public:
  using Z3Check::Z3Check;

protected:
  bool reports(const analysis::Finding &F) const override;
};

} // namespace z3tidy::checks

#endif // Z3TIDY_CHECKS_DANGLINGHANDLECHECK_H
