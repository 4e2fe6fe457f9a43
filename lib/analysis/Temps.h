// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How long the temporaries of a function live. The IR does not say when a
// temporary ends, and one that is kept too long hides that its object is lost.

#ifndef Z3TIDY_ANALYSIS_TEMPS_H
#define Z3TIDY_ANALYSIS_TEMPS_H

#include "ir/Ir.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"

namespace z3tidy::analysis {

class Temps {
public:
  explicit Temps(const ir::Function &F);

  /// Temporaries that nothing reads after this instruction.
  llvm::ArrayRef<ir::PlaceId> endingAt(ir::InstrId I) const {
    auto It = Ending.find(I);
    return It == Ending.end() ? llvm::ArrayRef<ir::PlaceId>()
                              : llvm::ArrayRef<ir::PlaceId>(It->second);
  }
  /// Whether anything reads the temporary from the start of this block on.
  bool isLiveInto(ir::BlockId B, ir::PlaceId Temp) const {
    return Pinned.count(Temp) || LiveIn.count({B, Temp});
  }

private:
  llvm::DenseMap<ir::InstrId, llvm::SmallVector<ir::PlaceId, 2>> Ending;
  llvm::DenseSet<std::pair<ir::BlockId, ir::PlaceId>> LiveIn;
  /// Their address is taken: reads cannot be seen.
  llvm::DenseSet<ir::PlaceId> Pinned;
};

} // namespace z3tidy::analysis

#endif // Z3TIDY_ANALYSIS_TEMPS_H
