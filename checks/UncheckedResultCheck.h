// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// z3-unchecked-result: a result that the protocol does not guarantee, used
// unchecked. docs/checks/z3-unchecked-result.md.

#ifndef Z3TIDY_CHECKS_UNCHECKEDRESULTCHECK_H
#define Z3TIDY_CHECKS_UNCHECKEDRESULTCHECK_H

#include "checks/Z3Check.h"

namespace z3tidy::checks {

class UncheckedResultCheck : public Z3Check {
public:
  using Z3Check::Z3Check;

protected:
  bool reports(const analysis::Finding &F) const override;
  std::vector<explain::Explanation>
  declarationFindings(clang::ASTContext &Ctx) const override;
};

} // namespace z3tidy::checks

#endif // Z3TIDY_CHECKS_UNCHECKEDRESULTCHECK_H
