// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Variables that say where in its course a loop is: `switch (phase)` in a loop
// that sets `phase` to constants; a counter that says how often it runs yet:
// `while (refs)`. What is alive goes with them.

#ifndef Z3TIDY_ANALYSIS_CONTROLVARIABLES_H
#define Z3TIDY_ANALYSIS_CONTROLVARIABLES_H

#include "analysis/LoopFacts.h"
#include "analysis/State.h"

namespace z3tidy::analysis {

class ControlVariables {
public:
  ControlVariables(const ir::Function &F, const LoopFacts &Loops);

  /// Whether one of them is surely a different number in the two states.
  bool differ(const State &A, const State &B) const;

  /// Whether the variable is stepped through stages that the loop tells apart:
  /// `switch (stage)` with `stage++`. It is a number while that is small.
  bool isStepped(ir::PlaceId P, int64_t To) const;

private:
  llvm::SmallVector<ir::PlaceId, 4> Variables; ///< and what is copied to them
  llvm::SmallVector<ir::PlaceId, 4> Counters;  ///< while they are small
  llvm::SmallVector<ir::PlaceId, 2> Stepped;   ///< some of the counters
};

} // namespace z3tidy::analysis

#endif // Z3TIDY_ANALYSIS_CONTROLVARIABLES_H
