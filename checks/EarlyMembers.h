// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Words for members that are declared before their context: z3-outlives-context
// tells of wrappers of a library, z3-owner-class of the program's own classes.

#ifndef Z3TIDY_CHECKS_EARLYMEMBERS_H
#define Z3TIDY_CHECKS_EARLYMEMBERS_H

#include "explain/Explain.h"
#include "clang/AST/ASTContext.h"

#include <vector>

namespace z3tidy::checks {

std::vector<explain::Explanation> earlyMemberFindings(clang::ASTContext &Ctx,
                                                      bool InOwnClass);

} // namespace z3tidy::checks

#endif // Z3TIDY_CHECKS_EARLYMEMBERS_H
