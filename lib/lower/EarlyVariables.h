// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Containers that are destroyed after the context of what is in them.

#ifndef Z3TIDY_LOWER_EARLYVARIABLES_H
#define Z3TIDY_LOWER_EARLYVARIABLES_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"

#include <vector>

namespace z3tidy::lower {

/// A container that outlives the context of what is put into it.
struct EarlyVariable {
  const clang::VarDecl *Variable;
  const clang::VarDecl *Context; ///< null: each context of the file is local
  const clang::Expr *Filled;     ///< what is put in
};

/// In the order of their declarations. A container that is emptied, moved or
/// assigned somewhere in the file is none.
std::vector<EarlyVariable> earlyVariables(clang::ASTContext &Ctx);

} // namespace z3tidy::lower

#endif // Z3TIDY_LOWER_EARLYVARIABLES_H
