// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A context serves one thread at a time: which contexts two threads work in,
// from the start of one to where it is waited for, without a common lock.

#ifndef Z3TIDY_ANALYSIS_THREADRULES_H
#define Z3TIDY_ANALYSIS_THREADRULES_H

#include "analysis/Analysis.h"
#include "analysis/Finding.h"

namespace z3tidy::analysis {

/// One finding per start of a thread.
std::vector<Finding> checkThreads(const ir::Module &M, Statistics &Stats);

} // namespace z3tidy::analysis

#endif // Z3TIDY_ANALYSIS_THREADRULES_H
