// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which classes of the file hold raw handles, and what their special members
// are.

#ifndef Z3TIDY_LOWER_CLASSFACTS_H
#define Z3TIDY_LOWER_CLASSFACTS_H

#include "lower/ModuleContext.h"

namespace z3tidy::lower {

/// The facts of each class that one of the functions is a member of, in the
/// order of the functions. The functions have been lowered.
std::vector<ir::Class>
classFacts(ModuleContext &M,
           llvm::ArrayRef<const clang::FunctionDecl *> Functions);

} // namespace z3tidy::lower

#endif // Z3TIDY_LOWER_CLASSFACTS_H
