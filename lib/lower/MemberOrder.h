// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Classes that own a context and objects in it, with the members in the wrong
// order: members are destroyed in the reverse order of their declarations, and
// after what the destructor does itself.

#ifndef Z3TIDY_LOWER_MEMBERORDER_H
#define Z3TIDY_LOWER_MEMBERORDER_H

#include "lower/Types.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"

#include <vector>

namespace z3tidy::lower {

/// A member that holds objects of a context that is declared behind it, or that
/// the destructor deletes.
struct EarlyMember {
  const clang::FieldDecl *Member;
  const clang::FieldDecl *Context;
  /// Where the member gets an object of that context.
  const clang::Expr *Filled;
  /// A class of the program owns the objects, no wrapper of a library.
  bool InOwnClass;
  /// Where the destructor deletes the context; null: the order is wrong.
  const clang::Expr *Deleted = nullptr;
};

/// In the order of their declarations. A member that is emptied somewhere, or
/// perhaps by a destructor that is not seen, is none.
std::vector<EarlyMember> earlyMembers(clang::ASTContext &Ctx);

} // namespace z3tidy::lower

#endif // Z3TIDY_LOWER_MEMBERORDER_H
