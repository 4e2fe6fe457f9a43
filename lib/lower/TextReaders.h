// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef Z3TIDY_LOWER_TEXTREADERS_H
#define Z3TIDY_LOWER_TEXTREADERS_H

#include "clang/AST/Decl.h"
#include "llvm/ADT/SmallVector.h"

namespace z3tidy::lower {

/// `const char *` and its like.
bool isTextPointer(clang::QualType T);
/// `std::string_view` and its like: a pointer to a text that others own.
bool isTextView(clang::QualType T);

/// The members that are texts which the function's body reads of a struct that
/// it gets: of that parameter, or of its own object if there is none.
llvm::SmallVector<const clang::FieldDecl *, 2>
textsReadBy(const clang::FunctionDecl *FD, const clang::ParmVarDecl *Param);

} // namespace z3tidy::lower

#endif // Z3TIDY_LOWER_TEXTREADERS_H
