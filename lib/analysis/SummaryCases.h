// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Fewer cases of a summary: those that do the same become one, and where there
// are still too many, those that give the caller the same.

#ifndef Z3TIDY_ANALYSIS_SUMMARYCASES_H
#define Z3TIDY_ANALYSIS_SUMMARYCASES_H

#include "analysis/Summary.h"

namespace z3tidy::analysis {

/// Joins cases that do the same, as far as what they require stays exact; past
/// the cap what they have in common is all that is required.
void mergeCases(std::vector<SummaryCase> &Cases);

/// Past the cap, one case is left for each result (null, a number, anything):
/// what its cases agree on. Inputs on which they do not escape. False: that is
/// too much for callers to go through.
bool limitCases(std::vector<SummaryCase> &Cases, const ir::PlaceTable &Places);

} // namespace z3tidy::analysis

#endif // Z3TIDY_ANALYSIS_SUMMARYCASES_H
