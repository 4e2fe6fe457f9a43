// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// z3-ownership-mismatch: counts that cannot be right: wrong release, double
// ownership, release of a borrowed handle.
// docs/checks/z3-ownership-mismatch.md.

#ifndef Z3TIDY_CHECKS_OWNERSHIPMISMATCHCHECK_H
#define Z3TIDY_CHECKS_OWNERSHIPMISMATCHCHECK_H

#include "checks/Z3Check.h"

namespace z3tidy::checks {

class OwnershipMismatchCheck : public Z3Check {
public:
  using Z3Check::Z3Check;

protected:
  bool reports(const analysis::Finding &F) const override;
};

} // namespace z3tidy::checks

#endif // Z3TIDY_CHECKS_OWNERSHIPMISMATCHCHECK_H
