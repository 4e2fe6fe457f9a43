// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// z3-outlives-context: an object that is still alive, or destroyed, after its
// context. docs/checks/z3-outlives-context.md.

#ifndef Z3TIDY_CHECKS_OUTLIVESCONTEXTCHECK_H
#define Z3TIDY_CHECKS_OUTLIVESCONTEXTCHECK_H

#include "checks/Z3Check.h"

namespace z3tidy::checks {

class OutlivesContextCheck : public Z3Check {
public:
  using Z3Check::Z3Check;

protected:
  bool reports(const analysis::Finding &F) const override;
  std::vector<explain::Explanation>
  declarationFindings(clang::ASTContext &Ctx) const override;
};

} // namespace z3tidy::checks

#endif // Z3TIDY_CHECKS_OUTLIVESCONTEXTCHECK_H
