// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Summaries of recursions over lists and trees get longer with each round: each
// tells of one node more. Widened, a case tells what is done to the node at
// hand, and of the nodes behind it only that anything may have been done.

#ifndef Z3TIDY_ANALYSIS_WIDENING_H
#define Z3TIDY_ANALYSIS_WIDENING_H

#include "analysis/Summary.h"

#include <set>

namespace z3tidy::analysis {

/// The pointer through which a path leads further than one step: `n.*.next` of
/// `n.*.next.*.term`; NoPlace if it does not.
ir::PlaceId farPointer(const ir::PlaceTable &Places, ir::PlaceId P);

/// Drops what a case says of far places; the pointers that lead to what it does
/// there are added to Far.
void widen(SummaryCase &Case, const ir::PlaceTable &Places,
           std::set<ir::PlaceId> &Far);

} // namespace z3tidy::analysis

#endif // Z3TIDY_ANALYSIS_WIDENING_H
