// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Guards that record errors while they live, and that nobody asks.

#ifndef Z3TIDY_LOWER_UNASKEDGUARDS_H
#define Z3TIDY_LOWER_UNASKEDGUARDS_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"

#include <vector>

namespace z3tidy::lower {

/// A result that is null after an error, used while errors are only recorded.
struct UnaskedGuard {
  const clang::VarDecl *Guard;
  const clang::CallExpr *Use;      ///< gets the result
  const clang::CallExpr *Fallible; ///< gives it
};

/// In each function that sets an error handler by a guard, a local object whose
/// constructor does so, and does not name it again: the first call that gets a
/// result that was not held against null. The handler does no more than to
/// write down that there was an error, and neither the function nor the guard's
/// destructor, nor what the function calls, reads that.
std::vector<UnaskedGuard> unaskedGuards(clang::ASTContext &Ctx);

} // namespace z3tidy::lower

#endif // Z3TIDY_LOWER_UNASKEDGUARDS_H
