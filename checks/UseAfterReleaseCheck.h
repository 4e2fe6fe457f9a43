// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// z3-use-after-release: a dead handle is used or released again.
// docs/checks/z3-use-after-release.md.

#ifndef Z3TIDY_CHECKS_USEAFTERRELEASECHECK_H
#define Z3TIDY_CHECKS_USEAFTERRELEASECHECK_H

#include "checks/Z3Check.h"

namespace z3tidy::checks {

class UseAfterReleaseCheck : public Z3Check {
public:
  using Z3Check::Z3Check;

protected:
  bool reports(const analysis::Finding &F) const override;
};

} // namespace z3tidy::checks

#endif // Z3TIDY_CHECKS_USEAFTERRELEASECHECK_H
