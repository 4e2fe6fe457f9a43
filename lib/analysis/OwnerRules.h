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

namespace z3tidy::analysis {

/// One finding per faulty member and handle, from the summaries of the special
/// members. Needs the summaries of all functions of the module.
std::vector<Finding> checkOwners(const ir::Module &M, const Summaries &Known,
                                 const Options &O);

} // namespace z3tidy::analysis

#endif // Z3TIDY_ANALYSIS_OWNERRULES_H
