// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How long temporaries and variables of a function are read. The IR does not
// say when a temporary ends, and one that is kept too long hides that its
// object is lost; a variable that is not read any more keeps states apart for
// nothing.

#ifndef Z3TIDY_ANALYSIS_LIVENESS_H
#define Z3TIDY_ANALYSIS_LIVENESS_H

#include "ir/Ir.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"

namespace z3tidy::analysis {

class Liveness {
public:
  explicit Liveness(const ir::Function &F);

  /// Roots that nothing reads after this instruction until they are written.
  llvm::ArrayRef<ir::PlaceId> endingAt(ir::InstrId I) const {
    auto It = Ending.find(I);
    return It == Ending.end() ? llvm::ArrayRef<ir::PlaceId>()
                              : llvm::ArrayRef<ir::PlaceId>(It->second);
  }
  /// Whether the variable's address is taken.
  bool isPinned(ir::PlaceId Root) const { return Pinned.count(Root); }
  /// Whether anything may read the root from the start of this block on.
  bool isLiveInto(ir::BlockId B, ir::PlaceId Root) const {
    return !Tracked.count(Root) || LiveIn.count({B, Root});
  }

private:
  struct Access {
    ir::BlockId B;
    ir::InstrId I; ///< NoInstr: a condition on an edge
    bool Writes;   ///< all of it, without a read
  };
  using Accesses = llvm::DenseMap<ir::PlaceId, std::vector<Access>>;

  using Predecessors = std::vector<llvm::SmallVector<ir::BlockId, 2>>;

  Accesses collect(const ir::Function &F);
  void trace(ir::PlaceId Root, llvm::ArrayRef<Access> List,
             const Predecessors &Before);

  llvm::DenseMap<ir::InstrId, llvm::SmallVector<ir::PlaceId, 2>> Ending;
  llvm::DenseSet<std::pair<ir::BlockId, ir::PlaceId>> LiveIn;
  llvm::DenseSet<ir::PlaceId> Tracked;
  /// Their address is taken: reads cannot be seen.
  llvm::DenseSet<ir::PlaceId> Pinned;
};

} // namespace z3tidy::analysis

#endif // Z3TIDY_ANALYSIS_LIVENESS_H
