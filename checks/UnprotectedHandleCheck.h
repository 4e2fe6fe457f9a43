// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// z3-unprotected-handle: a fresh handle (count 0) used after a call that may
// have collected it. docs/checks/z3-unprotected-handle.md.

#ifndef Z3TIDY_CHECKS_UNPROTECTEDHANDLECHECK_H
#define Z3TIDY_CHECKS_UNPROTECTEDHANDLECHECK_H

#include "checks/Z3Check.h"

namespace z3tidy::checks {

class UnprotectedHandleCheck : public Z3Check {
public:
  using Z3Check::Z3Check;

protected:
  bool reports(const analysis::Finding &F) const override;
};

} // namespace z3tidy::checks

#endif // Z3TIDY_CHECKS_UNPROTECTEDHANDLECHECK_H
