// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// z3-context-mixing: a handle of one context used in a call on another.
// docs/checks/z3-context-mixing.md.

#ifndef Z3TIDY_CHECKS_CONTEXTMIXINGCHECK_H
#define Z3TIDY_CHECKS_CONTEXTMIXINGCHECK_H

#include "checks/Z3Check.h"

namespace z3tidy::checks {

class ContextMixingCheck : public Z3Check {
public:
  using Z3Check::Z3Check;

protected:
  bool reports(const analysis::Finding &F) const override;
};

} // namespace z3tidy::checks

#endif // Z3TIDY_CHECKS_CONTEXTMIXINGCHECK_H
