// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Loops that run a few times, a constant number, are written out before a
// function is analyzed: which element is which, and what the last iteration
// does, is known then. Findings are told in terms of the function as it was.

#ifndef Z3TIDY_ANALYSIS_PEELING_H
#define Z3TIDY_ANALYSIS_PEELING_H

#include "analysis/Finding.h"
#include "ir/Ir.h"

#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace z3tidy::analysis {

/// A function with iterations of its small loops written out. Its blocks and
/// instructions are those of the original, with the same ids, and copies.
class PeeledFunction {
public:
  /// Null if there is nothing to write out.
  static std::unique_ptr<PeeledFunction> of(const ir::Function &F,
                                            unsigned MaxTrips);

  const ir::Function &body() const { return Body; }
  const ir::Function &original() const { return Original; }
  bool isCopy(ir::BlockId B) const { return B >= Original.Blocks.size(); }
  /// The loop statement, if the edge goes round a loop that is written out.
  std::optional<ir::Source> roundOf(ir::BlockId From, ir::BlockId To) const;
  /// What the findings of body() are in original().
  void tellOfOriginal(std::vector<Finding> &Findings) const;

private:
  explicit PeeledFunction(const ir::Function &F) : Original(F), Body(F) {}
  bool peelOne(unsigned MaxTrips);
  unsigned tripsOf(const ir::Loop &L) const;
  unsigned tripsByCount(const ir::Loop &L, ir::PlaceId Counter,
                        int64_t Last) const;
  bool goesOverListed(const ir::Loop &L) const;
  bool isSmall(const ir::Loop &L, unsigned Trips) const;
  void peel(const ir::Loop &L, unsigned Trips);
  std::map<ir::BlockId, ir::BlockId> copyBlocks(const ir::Loop &L);
  ir::InstrId originalOf(ir::InstrId I) const;

  const ir::Function &Original;
  ir::Function Body;
  /// Of each copy: what it is one of, in Original.
  std::vector<ir::InstrId> InstrOf;
  std::vector<ir::BlockId> BlockOf;
  std::map<ir::BlockId, bool> Done; ///< headers of loops that were looked at
  std::map<std::pair<ir::BlockId, ir::BlockId>, ir::Source> Rounds;
};

} // namespace z3tidy::analysis

#endif // Z3TIDY_ANALYSIS_PEELING_H
