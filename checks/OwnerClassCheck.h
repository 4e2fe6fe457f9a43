// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// z3-owner-class: a class that owns handles with wrong copy, move, assignment,
// destructor or member order. docs/checks/z3-owner-class.md.

#ifndef Z3TIDY_CHECKS_OWNERCLASSCHECK_H
#define Z3TIDY_CHECKS_OWNERCLASSCHECK_H

#include "checks/Z3Check.h"

namespace z3tidy::checks {

class OwnerClassCheck : public Z3Check {
public:
  using Z3Check::Z3Check;

protected:
  bool reports(const analysis::Finding &F) const override;
  std::vector<explain::Explanation>
  declarationFindings(clang::ASTContext &Ctx) const override;
};

} // namespace z3tidy::checks

#endif // Z3TIDY_CHECKS_OWNERCLASSCHECK_H
