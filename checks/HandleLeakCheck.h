// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// z3-handle-leak: an owned reference lost on some path.
// docs/checks/z3-handle-leak.md.

#ifndef Z3TIDY_CHECKS_HANDLELEAKCHECK_H
#define Z3TIDY_CHECKS_HANDLELEAKCHECK_H

#include "checks/Z3Check.h"

namespace z3tidy::checks {

class HandleLeakCheck : public Z3Check {
public:
  using Z3Check::Z3Check;

protected:
  bool reports(const analysis::Finding &F) const override;
};

} // namespace z3tidy::checks

#endif // Z3TIDY_CHECKS_HANDLELEAKCHECK_H
