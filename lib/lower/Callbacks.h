// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Functions that are given to others to call, as far as the source alone says
// which they are.

#ifndef Z3TIDY_LOWER_CALLBACKS_H
#define Z3TIDY_LOWER_CALLBACKS_H

#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"

namespace z3tidy::lower {

/// The class, in its first declaration, if it is std::function or its like: a
/// value that holds something to call. Else null.
const clang::CXXRecordDecl *functionWrapper(clang::QualType T);

/// The one function that calling an object of the class runs; null if there is
/// none, or more than one.
const clang::CXXMethodDecl *callOperatorOf(clang::QualType T);

/// An expression without what hands its value on unchanged: conversions to
/// pointers and to std::function, copies, std::move, std::ref.
const clang::Expr *withoutWrapping(const clang::Expr *E);

/// The function or closure that an argument is; null if that is not written in
/// it.
const clang::FunctionDecl *handedOver(const clang::Expr *Arg);

/// The call operator of the closure or function object of the program that an
/// argument is, where it becomes a std::function; else null.
const clang::CXXMethodDecl *taskIn(const clang::Expr *Arg);

/// Whether what is called is a parameter: the caller chose it.
bool isGivenToCall(const clang::Expr *Callee);

} // namespace z3tidy::lower

#endif // Z3TIDY_LOWER_CALLBACKS_H
