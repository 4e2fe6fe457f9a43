// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How objects of a class come about in a module: a class of which there is one
// object that is never destroyed may keep what it has made.

#ifndef Z3TIDY_ANALYSIS_INSTANCES_H
#define Z3TIDY_ANALYSIS_INSTANCES_H

#include "ir/Ir.h"

namespace z3tidy::analysis {

/// Whether some function makes an object of the class that ends before the
/// program does: a variable, a result, or one on the heap that no global keeps.
bool hasEndingObjects(const ir::Module &M, const ir::Class &C);

/// Whether something outside of the class deletes or releases its member.
bool isGivenBackOutside(const ir::Module &M, const ir::Class &C,
                        llvm::StringRef Field);

} // namespace z3tidy::analysis

#endif // Z3TIDY_ANALYSIS_INSTANCES_H
