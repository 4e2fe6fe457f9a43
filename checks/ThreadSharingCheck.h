// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// z3-thread-sharing: one context reached from two threads without a lock, or
// counts changed on another thread. docs/checks/z3-thread-sharing.md.

#ifndef Z3TIDY_CHECKS_THREADSHARINGCHECK_H
#define Z3TIDY_CHECKS_THREADSHARINGCHECK_H

#include "checks/Z3Check.h"

namespace z3tidy::checks {

class ThreadSharingCheck : public Z3Check {
public:
  using Z3Check::Z3Check;

protected:
  bool reports(const analysis::Finding &F) const override;
};

} // namespace z3tidy::checks

#endif // Z3TIDY_CHECKS_THREADSHARINGCHECK_H
