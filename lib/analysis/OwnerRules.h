// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The rule of five for classes that own raw handles: what the destructor
// releases, a copy must retain, a move must take away, and an assignment must
// release before it is overwritten.

#ifndef Z3TIDY_ANALYSIS_OWNERRULES_H
#define Z3TIDY_ANALYSIS_OWNERRULES_H

#include "analysis/Analysis.h"
#include "analysis/Finding.h"
#include "analysis/Summary.h"
#include "llvm/ADT/StringSet.h"

namespace z3tidy::analysis {

/// An owner that took over a handle without a reference: if its constructor was
/// never given one, that is the fault of its class, and the finding becomes
/// one of the class. Returns the constructor's name then, else nothing.
std::string blameClass(Finding &R, const ir::Module &M,
                       const llvm::StringSet<> &Adopters);

/// One finding per faulty member and handle, from the summaries of the special
/// members. Needs the summaries of all functions of the module.
std::vector<Finding> checkOwners(const ir::Module &M, const Summaries &Known,
                                 const Options &O);

} // namespace z3tidy::analysis

#endif // Z3TIDY_ANALYSIS_OWNERRULES_H
