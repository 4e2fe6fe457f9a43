// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Variables whose references are counted by hand, and rightly so: what a class
// could do instead.

#ifndef Z3TIDY_ANALYSIS_RAIIRULES_H
#define Z3TIDY_ANALYSIS_RAIIRULES_H

#include "analysis/Finding.h"

namespace z3tidy::analysis {

/// One finding for each local variable that a function of Z3 releases. Of what
/// Wrong is about nothing is said: it has to be repaired first.
std::vector<Finding> findManualCounts(const ir::Module &M,
                                      const std::vector<Finding> &Wrong);

} // namespace z3tidy::analysis

#endif // Z3TIDY_ANALYSIS_RAIIRULES_H
