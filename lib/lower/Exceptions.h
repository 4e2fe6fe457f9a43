// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which exceptions leave a statement or a function: those that z3++ throws,
// those of the `throw` expressions that this file shows, and those with which a
// look-up or a conversion of the standard library fails, if the file has a
// handler for just these.

#ifndef Z3TIDY_LOWER_EXCEPTIONS_H
#define Z3TIDY_LOWER_EXCEPTIONS_H

#include "clang/AST/StmtCXX.h"
#include "clang/AST/Type.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace z3tidy::lower {

class ModuleContext;

struct Thrown {
  bool Z3 = false;      ///< z3::exception, of a call of z3++
  bool Unknown = false; ///< of a type that is not known
  llvm::SmallPtrSet<const clang::Type *, 2> Types;

  bool any() const { return Z3 || Unknown || !Types.empty(); }
  void add(const Thrown &O);
  /// Of these, what a handler is entered by; what is left passes it by.
  Thrown takeCaught(const clang::CXXCatchStmt *Handler);
};

/// The class that a handler names, if it is one that look-ups (out_of_range) or
/// conversions (invalid_argument) of the standard library fail with.
const clang::CXXRecordDecl *failureCaught(const clang::CXXCatchStmt *Handler);

/// What leaves a statement by exception; lambdas in it are not called by it.
Thrown thrownIn(ModuleContext &M, const clang::Stmt *S);

} // namespace z3tidy::lower

#endif // Z3TIDY_LOWER_EXCEPTIONS_H
