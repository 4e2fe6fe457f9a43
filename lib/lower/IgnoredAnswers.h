// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Calls whose result nobody looks at.

#ifndef Z3TIDY_LOWER_IGNOREDANSWERS_H
#define Z3TIDY_LOWER_IGNOREDANSWERS_H

#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/DenseSet.h"

namespace z3tidy::lower {

/// The call prints its arguments, and does nothing else with them.
bool isPrinting(const clang::CallExpr *Call);

/// Z3_lbool, z3::check_result.
bool isAnswer(clang::QualType T);

/// The calls in the body whose result is dropped, or put into a variable that
/// is only printed.
llvm::DenseSet<const clang::Expr *>
ignoredResults(const clang::FunctionDecl *FD);

} // namespace z3tidy::lower

#endif // Z3TIDY_LOWER_IGNOREDANSWERS_H
